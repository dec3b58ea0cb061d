package dev.autopack.gate.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.xml.stream.Location;
import javax.xml.stream.XMLStreamException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportXmlTest {
  @Test
  void elements_and_pieces_of_text_come_one_by_one_and_comments_are_passed_over() throws Exception {
    assertThat(
            read(
                "<?xml version='1.0'?><!-- no --><n:a xmlns:n='u' b='1' n:c='2'>x<!-- no --><?no?>"
                    + "<![CDATA[<y>]]></n:a>"))
        .containsExactly("<a b=1 c=2>", "x", "<y>", "</a>");
  }

  @Test
  void an_element_is_skipped_with_all_that_is_in_it() throws Exception {
    var xml = open("<a><b><c>x</c><d/>y</b><e/></a>");
    xml.next();
    xml.next();
    xml.skip();

    assertThat(xml.isEnd()).isTrue();
    assertThat(xml.name()).isEqualTo("b");
    assertThat(xml.next()).isTrue();
    assertThat(xml.name()).isEqualTo("e");
  }

  @Test
  void nothing_from_outside_of_the_file_is_fetched_and_counts_as_empty() throws Exception {
    assertThat(
            read(
                "<!DOCTYPE a PUBLIC '-//X//Y' 'no-such-file.dtd' [<!ENTITY here 'known'>"
                    + "<!ENTITY out SYSTEM 'file:///etc/hostname'>]><a>&here;&out;</a>"))
        .containsExactly("<a b= c=>", "known", "</a>");
  }

  @Test
  void a_long_text_comes_in_pieces_and_whole() throws Exception {
    var text = "0123456789".repeat(50_000);

    var pieces = read("<a><![CDATA[" + text + "]]></a>");

    assertThat(String.join("", pieces.subList(1, pieces.size() - 1))).isEqualTo(text);
    assertThat(pieces).hasSizeGreaterThan(4);
  }

  @Test
  void elements_nest_and_have_attributes_as_the_tools_like_within_a_bound() throws Exception {
    assertThat(read("<a>".repeat(9_000) + "</a>".repeat(9_000))).hasSize(18_000);
    assertThat(read("<a %s/>".formatted(attributes(9_000)))).hasSize(2);
    assertThat(refusal("<a>".repeat(11_000) + "</a>".repeat(11_000))).isNotEmpty();
    assertThat(refusal("<a %s/>".formatted(attributes(11_000)))).isNotEmpty();
  }

  private static String attributes(int number) {
    return IntStream.range(0, number)
        .mapToObj("a%d=''"::formatted)
        .collect(Collectors.joining(" "));
  }

  @Test
  void what_is_wrong_is_told_with_its_line() {
    assertThat(refusal("<a>\n<b></a>"))
        .startsWith("line 2: ")
        .contains("\"b\"")
        .doesNotContain("\n");
    assertThat(refusal("<a")).startsWith("line 1: ");
    assertThat(ReportXml.explain(new XMLStreamException("no place"))).isEqualTo("no place");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<?xml version='1.0'?>"})
  void a_file_without_an_element_is_empty(String text) {
    assertThat(refusal(text)).isEqualTo("the file is empty");
  }

  @Test
  void a_file_that_cannot_be_read_is_told_as_one_that_is_not_well_formed() throws IOException {
    var broken = InputStream.nullInputStream();
    broken.close();

    var failure = catchThrowableOfType(XMLStreamException.class, () -> ReportXml.open(broken));

    assertThat(ReportXml.explain(failure)).contains("Stream closed");
  }

  @Test
  void what_a_parser_says_is_told_without_where_it_stands_twice() {
    var failure = new XMLStreamException("It is bad", Somewhere.IN_LINE_7);

    assertThat(failure.getMessage()).contains("ParseError at");
    assertThat(ReportXml.explain(failure)).isEqualTo("line 7: It is bad");
  }

  private enum Somewhere implements Location {
    IN_LINE_7;

    @Override
    public int getLineNumber() {
      return 7;
    }

    @Override
    public int getColumnNumber() {
      return 1;
    }

    @Override
    public int getCharacterOffset() {
      return 1;
    }

    @Override
    public String getPublicId() {
      return "";
    }

    @Override
    public String getSystemId() {
      return "";
    }
  }

  private static String refusal(String text) {
    return ReportXml.explain(catchThrowableOfType(XMLStreamException.class, () -> read(text)));
  }

  private static List<String> read(String text) throws XMLStreamException {
    var xml = open(text);
    var read = new ArrayList<String>();
    while (xml.next()) {
      if (xml.isStart()) {
        read.add("<%s b=%s c=%s>".formatted(xml.name(), xml.attribute("b"), xml.attribute("c")));
      } else if (xml.isEnd()) {
        read.add("</%s>".formatted(xml.name()));
      } else {
        read.add(xml.text());
      }
    }
    return read;
  }

  private static ReportXml open(String text) throws XMLStreamException {
    return ReportXml.open(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }
}
