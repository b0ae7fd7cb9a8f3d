package dev.headway;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Types;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What the user's code says of itself comes by one way, {@code UserText}: nothing else calls a
 * method that a class of the user may have of its own and that only describes. The compiler knows
 * what may be of such a class.
 */
class UserCodeTest {
  private static final Set<String> OF_EXCEPTIONS =
      Set.of("getMessage", "getLocalizedMessage", "getCause", "getStackTrace", "printStackTrace");

  private static final Set<String> OF_ALL = Set.of("toString", "hashCode", "equals");

  /** They make a text of what they are given, or compare it. */
  private static final Set<String> DESCRIBING =
      Set.of(
          "java.lang.String.valueOf",
          "java.lang.String.format",
          "java.lang.StringBuilder.append",
          "java.lang.StringBuilder.insert",
          "java.util.Objects.toString",
          "java.util.Objects.equals",
          "java.util.Objects.hash",
          "java.util.Objects.hashCode",
          "java.io.PrintStream.print",
          "java.io.PrintStream.println",
          "java.lang.System.Logger.log");

  /** Types that users can extend, but of which none of theirs comes here. */
  private static final Set<String> OF_THE_JDK =
      Set.of(
          "java.io.ByteArrayOutputStream",
          "java.lang.ProcessHandle",
          "java.lang.ReflectiveOperationException",
          "java.nio.CharBuffer",
          "java.nio.charset.Charset",
          "java.nio.file.Path",
          "java.util.Arrays",
          "java.util.List",
          "java.util.Set",
          "java.util.function.Supplier");

  /** What is asked within UserText, or is what the JDK or Headway made. */
  private static final Set<String> KNOWN =
      Set.of(
          "CanonicalEncoder.java: value", // Of a final class of java.time.
          "JsonObject.java: value", // A number of a snapshot.
          "ConvertedFile.java: before.fileKey()",
          "ConvertedFile.java: now.fileKey()",
          "LazyLogger.java: bundle", // It passes on what others log.
          "LazyLogger.java: e",
          "OpenJournal.java: owner", // A number of the file system.
          "WorkerRegistry.java: thrown", // Its caller has made it printable.
          "ShortName.java: input",
          "StreamTee.java: value", // The user prints it.
          "ValueText.java: value");

  @Test
  void shouldAskTheUsersCodeInOnePlace() throws IOException {
    Path sources = Path.of(System.getProperty("basedir", ""), "../headway-core/src/main/java");
    List<Path> files;
    try (Stream<Path> all = Files.walk(sources)) {
      files =
          all.filter(file -> file.toString().endsWith(".java"))
              .filter(file -> !file.endsWith("module-info.java"))
              .toList();
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<String> options =
        List.of("-proc:none", "-cp", System.getProperty("java.class.path"), "-Xlint:none");
    JavacTask task =
        (JavacTask)
            compiler.getTask(
                null,
                null,
                problem -> {},
                options,
                null,
                compiler
                    .getStandardFileManager(null, null, null)
                    .getJavaFileObjectsFromPaths(files));
    List<CompilationUnitTree> units = new ArrayList<>();
    task.parse().forEach(units::add);
    task.analyze();
    Finder finder = new Finder(Trees.instance(task), task.getTypes(), throwable(task));
    for (CompilationUnitTree unit : units) {
      if (!unit.getPackage().getPackageName().toString().equals("dev.headway.internal.text")) {
        finder.scan(unit, null);
      }
    }

    assertThat(finder.looked).as("what was looked at").isGreaterThan(1000);
    assertThat(finder.found)
        .as(
            "a toString or a getMessage of the user may throw, be null, or never end: UserText asks")
        .isEmpty();
  }

  private static TypeMirror throwable(JavacTask task) {
    return task.getElements().getTypeElement("java.lang.Throwable").asType();
  }

  /** Finds calls that the code of a user may get. */
  private static final class Finder extends TreePathScanner<@Nullable Void, @Nullable Void> {
    private final Trees trees;
    private final Types types;
    private final TypeMirror throwable;
    private final List<String> found = new ArrayList<>();
    private int looked;

    Finder(Trees trees, Types types, TypeMirror throwable) {
      this.trees = trees;
      this.types = types;
      this.throwable = throwable;
    }

    @Override
    public @Nullable Void visitBinary(BinaryTree tree, @Nullable Void nothing) {
      if (tree.getKind() == Tree.Kind.PLUS && isText(typeOf(tree))) {
        check(tree.getLeftOperand(), tree);
        check(tree.getRightOperand(), tree);
      }
      return super.visitBinary(tree, nothing);
    }

    @Override
    public @Nullable Void visitCompoundAssignment(
        CompoundAssignmentTree tree, @Nullable Void nothing) {
      if (isText(typeOf(tree.getVariable()))) {
        check(tree.getExpression(), tree);
      }
      return super.visitCompoundAssignment(tree, nothing);
    }

    @Override
    public @Nullable Void visitNewClass(NewClassTree tree, @Nullable Void nothing) {
      TypeMirror made = typeOf(tree);
      if (made != null && isCalledByItsCause(made) && tree.getArguments().size() == 1) {
        check(tree.getArguments().get(0), tree); // Its message is the text of its cause.
      }
      return super.visitNewClass(tree, nothing);
    }

    @Override
    public @Nullable Void visitMethodInvocation(MethodInvocationTree tree, @Nullable Void nothing) {
      Element method = trees.getElement(new TreePath(getCurrentPath(), tree.getMethodSelect()));
      String owner = ((TypeElement) method.getEnclosingElement()).getQualifiedName().toString();
      if (DESCRIBING.contains(owner + "." + method.getSimpleName())) {
        tree.getArguments().forEach(each -> check(each, tree));
      } else if (tree.getMethodSelect() instanceof MemberSelectTree select) {
        ask(select.getExpression(), select.getIdentifier().toString(), tree);
      }
      return super.visitMethodInvocation(tree, nothing);
    }

    @Override
    public @Nullable Void visitMemberReference(MemberReferenceTree tree, @Nullable Void nothing) {
      ask(tree.getQualifierExpression(), tree.getName().toString(), tree);
      return super.visitMemberReference(tree, nothing);
    }

    private void ask(ExpressionTree asked, String method, Tree tree) {
      TypeMirror type = typeOf(asked);
      boolean exception = type != null && isException(type) && OF_EXCEPTIONS.contains(method);
      boolean own = asked.toString().equals("super") || asked.toString().equals("this");
      if (exception || OF_ALL.contains(method) && !own) {
        check(asked, tree);
      }
    }

    /** What is described here must not be of a class that a user can write. */
    private void check(ExpressionTree described, Tree where) {
      looked++;
      TypeMirror type = typeOf(described);
      CompilationUnitTree unit = getCurrentPath().getCompilationUnit();
      String file = Path.of(unit.getSourceFile().toUri()).getFileName().toString();
      boolean known =
          KNOWN.contains(file + ": " + described)
              || described.toString().matches("(UserText|PlainValueCodec)\\..*");
      if (!known && (type == null || mayBeTheUsers(type))) {
        long line = unit.getLineMap().getLineNumber(startOf(unit, where));
        found.add(file + ":" + line + " asks a " + type + ": " + described);
      }
    }

    private long startOf(CompilationUnitTree unit, Tree tree) {
      return trees.getSourcePositions().getStartPosition(unit, tree);
    }

    private @Nullable TypeMirror typeOf(Tree tree) {
      return trees.getTypeMirror(new TreePath(getCurrentPath(), tree));
    }

    private static boolean isText(@Nullable TypeMirror type) {
      return type != null && type.toString().endsWith("java.lang.String");
    }

    private boolean isCalledByItsCause(TypeMirror exception) {
      return isException(exception)
          && !exception.toString().equals("java.lang.ExceptionInInitializerError");
    }

    private boolean isException(TypeMirror type) {
      return types.isAssignable(type, throwable);
    }

    private boolean mayBeTheUsers(TypeMirror type) {
      return switch (type.getKind()) {
        case DECLARED -> mayBeTheUsers((DeclaredType) type, (TypeElement) types.asElement(type));
        case TYPEVAR, WILDCARD, INTERSECTION, UNION, ERROR -> true;
        default -> false;
      };
    }

    private boolean mayBeTheUsers(DeclaredType type, TypeElement element) {
      boolean ours = element.getQualifiedName().toString().startsWith("dev.headway");
      boolean closed =
          element.getModifiers().contains(Modifier.FINAL)
              || element.getModifiers().contains(Modifier.SEALED)
              || element.getKind() == ElementKind.ENUM
              || element.getKind() == ElementKind.RECORD
              || OF_THE_JDK.contains(element.getQualifiedName().toString())
              || ours && isClosed(element);
      return !closed || type.getTypeArguments().stream().anyMatch(this::mayBeTheUsers);
    }

    /** Whether users can make no class of it. */
    private static boolean isClosed(TypeElement element) {
      return !element.getModifiers().contains(Modifier.PUBLIC)
          || element.getKind() == ElementKind.CLASS
              && ElementFilter.constructorsIn(element.getEnclosedElements()).stream()
                  .noneMatch(each -> each.getModifiers().contains(Modifier.PUBLIC));
    }
  }
}
