package dev.autopack.code;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.PrimitiveTypeTree;
import com.sun.source.tree.Tree;
import dev.autopack.code.BodyText.Place;
import dev.autopack.code.BodyText.Promise;
import java.util.Set;
import javax.lang.model.element.Modifier;
import javax.lang.model.type.TypeKind;

/** Tells a body that does something from one that only stands for it. */
final class JavaStub {
  /** What says of a method that its body is asked for, and not what it does. */
  private static final Set<String> SHAPES = Set.of("Override", "Pointcut");

  private JavaStub() {}

  /**
   * Adapters and listeners are made of empty bodies: they have a shape to fill in.
   *
   * @param type that the method is of
   * @param text the block as it stands, comments included
   */
  static Definition.Body judge(ClassTree type, MethodTree method, String text) {
    var statements = method.getBody().getStatements().stream().map(Tree::toString).toList();
    return new BodyText(statements, text, promise(method), place(type, method)).judge();
  }

  private static Promise promise(MethodTree method) {
    return method.getReturnType() instanceof PrimitiveTypeTree type
            && type.getPrimitiveTypeKind() == TypeKind.VOID
        ? Promise.NOTHING
        : Promise.VALUE;
  }

  private static Place place(ClassTree type, MethodTree method) {
    if (method.getReturnType() == null) {
      return Place.CONSTRUCTOR;
    }
    var isInShape =
        type.getKind() == Tree.Kind.INTERFACE
            || type.getSimpleName().isEmpty()
            || type.getExtendsClause() != null
            || !type.getImplementsClause().isEmpty()
            || type.getModifiers().getFlags().contains(Modifier.ABSTRACT);
    var isAsked =
        method.getModifiers().getAnnotations().stream()
            .map(each -> each.getAnnotationType().toString())
            .anyMatch(name -> SHAPES.contains(name.substring(name.lastIndexOf('.') + 1)));
    return Place.of(method.getName().toString(), isInShape || isAsked);
  }
}
