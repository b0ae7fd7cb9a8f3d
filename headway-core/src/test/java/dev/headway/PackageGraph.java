package dev.headway;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Which files, and which packages, of the core use which others. */
final class PackageGraph {
  /** By the name of a file's class. */
  private final Map<String, Set<String>> files = new TreeMap<>();

  private final Map<String, Set<String>> packages = new TreeMap<>();

  PackageGraph(JavaClasses classes) {
    for (JavaClass each : classes) {
      JavaClass file = file(each);
      if (file.getSimpleName().equals("package-info")) {
        continue;
      }
      Set<String> used = files.computeIfAbsent(file.getName(), its -> new TreeSet<>());
      Set<String> near = packages.computeIfAbsent(file.getPackageName(), its -> new TreeSet<>());
      for (Dependency dependency : each.getDirectDependenciesFromSelf()) {
        JavaClass target = file(dependency.getTargetClass().getBaseComponentType());
        if (classes.contain(target.getName())) {
          used.add(target.getName());
          near.add(target.getPackageName());
        }
      }
      used.remove(file.getName());
      near.remove(file.getPackageName());
    }
  }

  private static JavaClass file(JavaClass type) {
    JavaClass file = type;
    while (file.getEnclosingClass().isPresent()) {
      file = file.getEnclosingClass().get();
    }
    return file;
  }

  private static String packageOf(String file) {
    return file.substring(0, file.lastIndexOf('.'));
  }

  /** The packages, each with those that it uses. */
  Map<String, Set<String>> packages() {
    return packages;
  }

  /** Groups of files of one package that use one another. */
  List<Set<String>> circlesOfFiles() {
    return packages.keySet().stream()
        .flatMap(each -> circles(within(each)).stream())
        .collect(Collectors.toList());
  }

  /** Groups of packages that use one another. */
  List<Set<String>> circlesOfPackages() {
    return circles(packages);
  }

  /** For each package the longest chain of its files in which each uses the next. */
  Map<String, List<String>> longestChains() {
    Map<String, List<String>> chains = new TreeMap<>();
    for (String each : packages.keySet()) {
      Map<String, Set<String>> inside = within(each);
      Map<String, List<String>> known = new HashMap<>();
      chains.put(each, longest(inside.keySet(), inside, known));
    }
    return chains;
  }

  /** The longest chain that begins with one of these files. */
  private static List<String> longest(
      Set<String> heads, Map<String, Set<String>> inside, Map<String, List<String>> known) {
    List<String> longest = List.of();
    for (String head : heads) {
      List<String> chain = known.get(head);
      if (chain == null) {
        known.put(head, List.of()); // Files of a circle, which another test refuses.
        chain = new ArrayList<>(List.of(head.substring(head.lastIndexOf('.') + 1)));
        chain.addAll(longest(inside.get(head), inside, known));
        known.put(head, chain);
      }
      longest = chain.size() > longest.size() ? chain : longest;
    }
    return longest;
  }

  private Map<String, Set<String>> within(String name) {
    Map<String, Set<String>> inside = new TreeMap<>();
    for (Map.Entry<String, Set<String>> file : files.entrySet()) {
      if (packageOf(file.getKey()).equals(name)) {
        Set<String> used = new TreeSet<>(file.getValue());
        used.removeIf(each -> !packageOf(each).equals(name));
        inside.put(file.getKey(), used);
      }
    }
    return inside;
  }

  /** Whatever reaches itself, in groups that reach one another. */
  private static List<Set<String>> circles(Map<String, Set<String>> graph) {
    Map<String, Set<String>> reached = new TreeMap<>();
    graph.keySet().forEach(each -> reached.put(each, reachable(each, graph)));
    List<Set<String>> circles = new ArrayList<>();
    Set<String> seen = new TreeSet<>();
    for (String each : graph.keySet()) {
      Set<String> circle = new TreeSet<>();
      for (String other : reached.get(each)) {
        if (reached.get(other).contains(each)) {
          circle.add(other);
        }
      }
      if (!circle.isEmpty() && seen.addAll(circle)) {
        circles.add(circle);
      }
    }
    return circles;
  }

  private static Set<String> reachable(String from, Map<String, Set<String>> graph) {
    Set<String> reached = new TreeSet<>();
    Deque<Collection<String>> open = new ArrayDeque<>(List.of(graph.get(from)));
    while (!open.isEmpty()) {
      for (String each : open.pop()) {
        if (reached.add(each)) {
          open.push(graph.get(each));
        }
      }
    }
    return reached;
  }
}
