package dev.anyhook.inbox.jdbc;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lets a handler do everything with a connection but decide when its transaction ends. */
final class SettlingConnection {
    private static final Set<String> OURS = Set.of("commit", "rollback", "setAutoCommit", "abort", "unwrap");

    private SettlingConnection() {}

    /** A connection that asks {@code real} for the one to use, at each call. */
    @SuppressWarnings("ReferenceEquality") // A proxy equals itself.
    static Connection guard(Source real) {
        return (Connection) proxy(Connection.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "equals" -> arguments != null && proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            case "toString" -> "the settling transaction";
            case "close" -> null;
            case "isWrapperFor", "getAutoCommit" -> false;
            default -> call((Connection) proxy, real, method, arguments);
        });
    }

    private static @Nullable Object call(Connection guard, Source real, Method method, Object @Nullable [] arguments)
            throws Throwable {
        boolean toSavepoint = method.getName().equals("rollback") && method.getParameterCount() == 1;
        if (OURS.contains(method.getName()) && !toSavepoint) {
            throw new SQLException("the inbox commits or rolls back when the handler has returned or thrown");
        }
        Object result = invoke(real.connection(), method, arguments);
        return result instanceof Statement statement ? guard(guard, statement, method.getReturnType()) : result;
    }

    /** A statement that knows the guarded connection only. */
    private static Object guard(Connection guard, Statement statement, Class<?> type) {
        return proxy(
                type,
                (proxy, method, arguments) ->
                        method.getName().equals("getConnection") ? guard : invoke(statement, method, arguments));
    }

    private static @Nullable Object invoke(Object target, Method method, Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getTargetException();
        }
    }

    private static Object proxy(Class<?> type, InvocationHandler handler) {
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler);
    }

    /** Gives the connection to use now. */
    @FunctionalInterface
    interface Source {
        Connection connection() throws SQLException;
    }
}
