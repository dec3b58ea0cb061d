package dev.autopack.process;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What of our environment a child sees: a fixed list of names, and never a secret.
 *
 * <p>Two rules stand above the list and above what a caller asks for. A name with a word such as
 * KEY or TOKEN in it is a secret, and so is a value with a password in a URL. Left out on purpose
 * although harmless in themselves: PYTHONPATH, CLASSPATH and NODE_PATH, which may lead a test to
 * the user's checkout in place of the worktree; MAVEN_OPTS, JAVA_TOOL_OPTIONS and their like, which
 * carry passwords as options; SSH_AUTH_SOCK and DBUS_SESSION_BUS_ADDRESS, which open doors.
 */
public final class ChildEnvironment {
  private static final Set<String> PASSED_ON =
      Set.of(
          // Who and where one is.
          "PATH",
          "HOME",
          "USER",
          "LOGNAME",
          "SHELL",
          "LANG",
          "LANGUAGE",
          "TZ",
          "TMPDIR",
          "XDG_CACHE_HOME",
          "XDG_CONFIG_HOME",
          "XDG_DATA_HOME",
          // Whose commits these are.
          "EMAIL",
          "GIT_AUTHOR_NAME",
          "GIT_AUTHOR_EMAIL",
          "GIT_COMMITTER_NAME",
          "GIT_COMMITTER_EMAIL",
          // Where toolchains lie and cache.
          "JAVA_HOME",
          "MAVEN_HOME",
          "M2_HOME",
          "GRADLE_HOME",
          "GRADLE_USER_HOME",
          "GOPATH",
          "GOROOT",
          "GOCACHE",
          "GOMODCACHE",
          "GOFLAGS",
          "GOTOOLCHAIN",
          "GOPRIVATE",
          "CARGO_HOME",
          "RUSTUP_HOME",
          "RUSTUP_TOOLCHAIN",
          "PYENV_ROOT",
          "PYENV_VERSION",
          "VIRTUAL_ENV",
          "CONDA_PREFIX",
          "NVM_DIR",
          "VOLTA_HOME",
          // How the network is reached; a value with a password in it stays behind.
          "HTTP_PROXY",
          "HTTPS_PROXY",
          "NO_PROXY",
          "ALL_PROXY",
          "GOPROXY",
          "PIP_INDEX_URL",
          "PIP_EXTRA_INDEX_URL",
          "PIP_FIND_LINKS",
          "NPM_CONFIG_REGISTRY",
          "SSL_CERT_FILE",
          "SSL_CERT_DIR",
          "CURL_CA_BUNDLE",
          "REQUESTS_CA_BUNDLE",
          "PIP_CERT",
          "NODE_EXTRA_CA_CERTS");

  /** Told by a whole word: PATH is no PAT, and AUTHOR no AUTH. */
  private static final Pattern SECRET_NAME =
      Pattern.compile(
          ".*(SECRET|PASSWORD|PASSWD|PASSPHRASE|CREDENTIAL|API_?KEY).*|.*TOKENS?"
              + "|(.*[^A-Z])?(TOKENS?|KEYS?|PASS|PAT|AUTH)([^A-Z].*)?|.*_PWD");

  private static final Pattern PASSWORD_IN_URL = Pattern.compile("://[^/\\s@]+@");

  private ChildEnvironment() {}

  /**
   * The environment of one child.
   *
   * @throws IllegalArgumentException when the caller asks for a secret: no child gets one
   */
  static Map<String, String> of(Map<String, String> parent, Map<String, String> asked) {
    var environment = new HashMap<String, String>();
    parent.forEach((name, value) -> {
      if (isPassedOn(name) && !isSecret(name, value)) {
        environment.put(name, value);
      }
    });
    asked.forEach((name, value) -> {
      if (isSecret(name, value)) {
        throw new IllegalArgumentException(
            "the variable '%s' looks like a secret, and no child is given one".formatted(name));
      }
      environment.put(name, value);
    });
    return environment;
  }

  /** Whether a variable of this name holds a secret, as its name says; no child is given it. */
  public static boolean isSecretName(String name) {
    return SECRET_NAME.matcher(name.toUpperCase(Locale.ROOT)).matches();
  }

  private static boolean isPassedOn(String name) {
    // Proxies are written in either case.
    return name.startsWith("LC_") || PASSED_ON.contains(name.toUpperCase(Locale.ROOT));
  }

  /** Whether name or value of a variable say that it holds a secret. */
  public static boolean isSecret(String name, String value) {
    return isSecretName(name) || PASSWORD_IN_URL.matcher(value).find();
  }
}
