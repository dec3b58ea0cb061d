package dev.autopack.e2e;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A solution that compiles and is wrong in one place.
 *
 * @param operator what kind of mistake it is
 * @param before what stands in the reference, its first occurrence meant
 */
record Mutation(String exercise, String operator, String file, String before, String after) {
  static final List<Mutation> ALL =
      List.of(
          new Mutation(
              "python-two-bucket", "off by one", "two_bucket.py", "count + 1", "count + 2"),
          new Mutation(
              "python-two-bucket", "swapped", "two_bucket.py", "['one', 'two']", "['two', 'one']"),
          new Mutation(
              "python-two-bucket",
              "other operand",
              "two_bucket.py",
              "other_bucket = buckets[1 - goal_index]",
              "other_bucket = buckets[goal_index]"),
          new Mutation(
              "python-bowling", "off by one", "bowling.py", "next_throws[:2]", "next_throws[:1]"),
          new Mutation("python-bowling", "boundary", "bowling.py", "+ pins > 10", "+ pins >= 10"),
          new Mutation(
              "python-bowling", "constant", "bowling.py", "MAX_FRAME = 10", "MAX_FRAME = 9"),
          new Mutation(
              "java-two-bucket",
              "off by one",
              "src/main/java/TwoBucket.java",
              "return finalState.moves;",
              "return finalState.moves + 1;"),
          new Mutation(
              "java-two-bucket",
              "constant",
              "src/main/java/TwoBucket.java",
              "return \"one\";",
              "return \"two\";"),
          new Mutation(
              "java-two-bucket",
              "other operand",
              "src/main/java/TwoBucket.java",
              "return finalState.bucketTwo;",
              "return finalState.bucketOne;"),
          new Mutation(
              "java-bowling",
              "boundary",
              "src/main/java/Frame.java",
              "countPins() + pins <= 10",
              "countPins() + pins < 10"),
          new Mutation(
              "java-bowling",
              "other operand",
              "src/main/java/Frame.java",
              "score += next.first;",
              "score += next.second;"),
          new Mutation(
              "java-bowling", "off by one", "src/main/java/BowlingGame.java", "i < 10", "i < 9"),
          new Mutation(
              "go-two-bucket", "off by one", "two_bucket.go", "s.numSteps++", "s.numSteps += 2"),
          new Mutation(
              "go-two-bucket",
              "other operand",
              "two_bucket.go",
              "return FirstBucketName, s.numSteps, s.level[bTwo]",
              "return FirstBucketName, s.numSteps, s.level[bOne]"),
          new Mutation(
              "go-two-bucket",
              "boundary",
              "two_bucket.go",
              "sizeBucketOne <= 0",
              "sizeBucketOne <= 1000"),
          new Mutation(
              "go-bowling",
              "boundary",
              "bowling.go",
              "pins > pinsPerFrame",
              "pins >= pinsPerFrame"),
          new Mutation("go-bowling", "boundary", "bowling.go", "pins < 0", "pins <= 0"),
          new Mutation(
              "go-bowling",
              "constant",
              "bowling.go",
              "framesPerGame     = 10",
              "framesPerGame     = 9"),
          new Mutation("rust-two-bucket", "off by one", "src/lib.rs", "moves += 1;", "moves += 2;"),
          new Mutation(
              "rust-two-bucket",
              "other operand",
              "src/lib.rs",
              "other_bucket: bucket_2",
              "other_bucket: bucket_1"),
          new Mutation(
              "rust-two-bucket",
              "constant",
              "src/lib.rs",
              "let mut moves = 1",
              "let mut moves = 0"),
          new Mutation(
              "rust-bowling",
              "boundary",
              "src/lib.rs",
              "self.roll_score() <= 10",
              "self.roll_score() < 10"),
          new Mutation("rust-bowling", "boundary", "src/lib.rs", "pins > 10", "pins >= 10"),
          new Mutation(
              "rust-bowling",
              "off by one",
              "src/lib.rs",
              "self.bonus.len() == 2",
              "self.bonus.len() == 1"),
          new Mutation(
              "javascript-two-bucket", "off by one", "two-bucket.js", "moves += 1;", "moves += 2;"),
          new Mutation(
              "javascript-two-bucket",
              "other operand",
              "two-bucket.js",
              "otherBucket: this.second.amount",
              "otherBucket: this.first.amount"),
          new Mutation(
              "javascript-two-bucket",
              "swapped",
              "two-bucket.js",
              "start === 'two'",
              "start === 'one'"),
          new Mutation("javascript-bowling", "boundary", "bowling.js", "pins < 0", "pins <= 0"),
          new Mutation(
              "javascript-bowling",
              "boundary",
              "bowling.js",
              "pins > this.remainingPins",
              "pins >= this.remainingPins"),
          new Mutation(
              "javascript-bowling",
              "constant",
              "bowling.js",
              "this.maxPins = 10",
              "this.maxPins = 9"));

  /** The reference with the mistake in it. */
  Map<String, String> of(Map<String, String> reference) {
    var files = new TreeMap<>(reference);
    var text = files.getOrDefault(file, "");
    var at = text.indexOf(before);
    if (at < 0) {
      throw new IllegalStateException("'%s' does not stand in %s".formatted(before, file));
    }
    files.put(file, text.substring(0, at) + after + text.substring(at + before.length()));
    return files;
  }

  @Override
  public String toString() {
    return "%s: %s, %s for %s".formatted(exercise, operator, after, before);
  }
}
