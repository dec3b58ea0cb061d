package dev.autopack.gate.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.edit.RepoPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XmlSyntaxTest {
  private final XmlSyntax xml = new XmlSyntax();

  @Test
  void xml_is_known_by_many_endings() {
    assertThat(xml.reads(new RepoPath("pom.xml"))).isTrue();
    assertThat(xml.reads(new RepoPath("a/b.csproj"))).isTrue();
    assertThat(xml.reads(new RepoPath("a.html"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<a/>",
        "<?xml version='1.0'?>\n<a><!-- b --><b c='d'>e</b></a>\n",
        "<!DOCTYPE a SYSTEM 'no-such-file.dtd'><a>&b;</a>",
        "<!DOCTYPE a [<!ENTITY b SYSTEM 'no-such-file.txt'>]><a>&b;</a>"
      })
  void what_it_refers_to_is_not_read(String text) {
    assertThat(xml.problem(text)).isEmpty();
  }

  @Test
  void what_is_wrong_is_told_with_its_line() {
    assertThat(xml.problem("<a>\n<b></a>\n"))
        .get()
        .asString()
        .startsWith("line 2: The element type \"b\"");
    assertThat(xml.problem("<a/>\n<b/>")).get().asString().startsWith("line 2: ");
    assertThat(xml.problem("")).get().asString().startsWith("line 1: ");
  }
}
