package dev.autopack.process.sandbox;

import java.util.List;
import java.util.Map;

/** What toolchains keep in a user's home, by its name there. */
final class Homely {
  private Homely() {}

  /** Where tools themselves lie. */
  static final List<String> TOOLS =
      List.of(
          ".local/bin",
          ".local/lib",
          ".local/share/mise",
          ".local/share/pipx",
          ".local/share/uv",
          ".asdf",
          ".bun",
          ".cargo",
          ".conda",
          ".deno",
          ".gradle/wrapper",
          ".jdks",
          ".m2/wrapper",
          ".nvm",
          ".pyenv",
          ".rustup",
          ".sdkman",
          ".volta");

  /** What was downloaded for builds: a preparation may write them, tests read them. */
  static final List<String> CACHES =
      List.of(
          ".cache/pip",
          ".cache/pypoetry",
          ".cache/uv",
          ".cache/yarn",
          ".cargo/git",
          ".cargo/registry",
          ".gradle/caches",
          ".gradle/wrapper",
          ".local/share/pnpm/store",
          ".m2/repository",
          ".m2/wrapper",
          ".npm",
          "go/pkg/mod");

  /** Variables that name such a cache, or the folder above it. */
  static final Map<String, List<String>> CACHE_VARIABLES =
      Map.of(
          "GOMODCACHE", List.of(""),
          "GOPATH", List.of("pkg/mod"),
          "CARGO_HOME", List.of("registry", "git"),
          "GRADLE_USER_HOME", List.of("caches", "wrapper"),
          "XDG_CACHE_HOME", List.of("pip", "uv", "pypoetry", "yarn"));

  /** Variables that name where a tool lies, or a file it reads. */
  static final List<String> TOOL_VARIABLES =
      List.of(
          "CARGO_HOME",
          "CONDA_PREFIX",
          "CURL_CA_BUNDLE",
          "GOROOT",
          "GRADLE_HOME",
          "JAVA_HOME",
          "M2_HOME",
          "MAVEN_HOME",
          "NODE_EXTRA_CA_CERTS",
          "NVM_DIR",
          "PIP_CERT",
          "PIP_FIND_LINKS",
          "PYENV_ROOT",
          "REQUESTS_CA_BUNDLE",
          "RUSTUP_HOME",
          "SSL_CERT_DIR",
          "SSL_CERT_FILE",
          "VIRTUAL_ENV",
          "VOLTA_HOME");

  /** Read by tools, and shown where no secret stands in them. */
  static final List<String> CONFIGURATION =
      List.of(
          ".cargo/config",
          ".cargo/config.toml",
          ".config/git/config",
          ".config/pip/pip.conf",
          ".gitconfig",
          ".gradle/gradle.properties",
          ".m2/settings.xml",
          ".mavenrc",
          ".npmrc",
          ".pip/pip.conf",
          ".yarnrc.yml");

  /** Never shown, wherever they lie. */
  static final List<String> SECRETS =
      List.of(".cargo/credentials", ".cargo/credentials.toml", ".m2/settings-security.xml");

  /** No folder below these is a tool's, whatever the PATH says. */
  static final List<String> CLOSED =
      List.of(".autopack", ".aws", ".azure", ".config", ".docker", ".gnupg", ".kube", ".ssh");
}
