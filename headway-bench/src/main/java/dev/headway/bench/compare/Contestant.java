package dev.headway.bench.compare;

import java.util.ArrayList;
import java.util.List;

/**
 * A program that does the work of a row, or a number that is known beforehand.
 *
 * @param name as it stands in the table
 * @param role what it is compared as
 * @param kind how it is started
 * @param options for the JVM
 * @param words a main class of the contestants, a script of the peers or a file below the checkout,
 *     and its arguments
 * @param needs Python modules, or a version of Java
 * @param wall true if the time of the whole process is measured, false if it prints its answer
 * @param known the answer, for what is not run
 */
record Contestant(
    String name,
    Role role,
    Kind kind,
    List<String> options,
    List<String> words,
    List<Need> needs,
    boolean wall,
    double known) {

  /** What a contestant is compared as. */
  enum Role {
    HEADWAY,
    PEER,
    /** What does less than a bar or a pool does, for scale. */
    REFERENCE,
    /** What cannot be beaten: the same with nothing around it, or the ideal. */
    FLOOR
  }

  /** How it is started. */
  enum Kind {
    JAVA,
    PYTHON,
    COMMAND,
    /** Not at all. */
    KNOWN
  }

  static Contestant headway(String name, String... words) {
    return new Contestant(
        name, Role.HEADWAY, Kind.JAVA, List.of(), List.of(words), List.of(), false, 0);
  }

  static Contestant java(String name, String... words) {
    return new Contestant(
        name, Role.PEER, Kind.JAVA, List.of(), List.of(words), List.of(), false, 0);
  }

  static Contestant python(String name, String... words) {
    return new Contestant(
        name, Role.PEER, Kind.PYTHON, List.of(), List.of(words), List.of(), false, 0);
  }

  static Contestant command(String name, String... words) {
    return new Contestant(
        name, Role.PEER, Kind.COMMAND, List.of(), List.of(words), List.of(), true, 0);
  }

  static Contestant floor(String name, String... words) {
    return java(name, words).as(Role.FLOOR);
  }

  static Contestant ideal(String name, double known) {
    return new Contestant(
        name, Role.FLOOR, Kind.KNOWN, List.of(), List.of(), List.of(), false, known);
  }

  Contestant as(Role other) {
    return new Contestant(name, other, kind, options, words, needs, wall, known);
  }

  Contestant needing(Need... needed) {
    return new Contestant(name, role, kind, options, words, List.of(needed), wall, known);
  }

  /** Further options for its JVM. */
  Contestant jvm(String... further) {
    List<String> all = new ArrayList<>(options);
    all.addAll(List.of(further));
    return new Contestant(name, role, kind, all, words, needs, wall, known);
  }

  /** Measures the whole process. */
  Contestant whole() {
    return new Contestant(name, role, kind, options, words, needs, true, known);
  }
}
