package io.github.simplehttpmonitor.cli;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/**
 * Signals beside those that end the JVM, where it has them: the class that does it is no part of
 * Java, so that it is looked for.
 */
final class Signals {

  private Signals() {}

  /**
   * Lets a signal do something.
   *
   * @param name HUP for instance
   * @return what puts back what was before; null if there is no such signal here
   */
  static @Nullable Runnable handle(String name, Runnable action) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object proxy =
          Proxy.newProxyInstance(
              Signals.class.getClassLoader(),
              new Class<?>[] {handler},
              (self, method, args) -> {
                if (method.getName().equals("handle")) {
                  action.run();
                  return null;
                }
                return switch (method.getName()) {
                  case "hashCode" -> System.identityHashCode(self);
                  case "equals" -> args != null && self == args[0];
                  default -> "handler of " + name;
                };
              });
      Object target = signal.getConstructor(String.class).newInstance(name);
      var method = signal.getMethod("handle", signal, handler);
      Object before = method.invoke(null, target, proxy);
      return () -> {
        try {
          method.invoke(null, target, before);
        } catch (ReflectiveOperationException e) {
          throw new IllegalStateException(e);
        }
      };
    } catch (InvocationTargetException e) {
      // The system has no such signal, or the JVM uses it itself.
      return null;
    } catch (ReflectiveOperationException e) {
      return null;
    }
  }
}
