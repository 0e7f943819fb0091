package dev.anyhook.inbox.jdbc;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Array;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands before something that came from a guarded connection and leads back to one: it leads to the guarded one.
 *
 * @param guard the guarded connection
 * @param source knows whether the connection may still be used
 * @param target what the driver gave
 */
record Guarded(Connection guard, SettlingConnection.Source source, Object target) implements InvocationHandler {
    /** What leads back to a connection, the special before the general. */
    private static final List<Class<?>> LEADING_BACK = List.of(
            CallableStatement.class,
            PreparedStatement.class,
            Statement.class,
            ResultSet.class,
            DatabaseMetaData.class,
            Array.class);

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        return switch (method.getName()) {
            case "getConnection" -> guard;
            case "equals" -> arguments != null && equals(handlerOf(arguments[0]));
            case "isWrapperFor" -> false;
            case "unwrap" ->
                throw new SQLException("the driver's own objects could end the transaction, which the inbox does");
            case "close", "isClosed", "hashCode", "toString" -> call(guard, source, target, method, arguments);
            default -> {
                source.connection(); // Throws if it may not.
                yield call(guard, source, target, method, arguments);
            }
        };
    }

    private static @Nullable Object handlerOf(@Nullable Object other) {
        return other != null && Proxy.isProxyClass(other.getClass()) ? Proxy.getInvocationHandler(other) : null;
    }

    /** Calls {@code method} of {@code target}, and guards what it gives. */
    static @Nullable Object call(
            Connection guard,
            SettlingConnection.Source source,
            Object target,
            Method method,
            Object @Nullable [] arguments)
            throws Throwable {
        try {
            return guarded(guard, source, method.getReturnType(), method.invoke(target, arguments));
        } catch (InvocationTargetException thrown) {
            throw thrown.getTargetException();
        }
    }

    /** A driver's class may be several of these at once; what it was asked for decides. */
    private static @Nullable Object guarded(
            Connection guard, SettlingConnection.Source source, Class<?> asked, @Nullable Object given) {
        for (Class<?> type : LEADING_BACK) {
            if (given != null && asked.isAssignableFrom(type) && type.isInstance(given)) {
                return proxy(type, new Guarded(guard, source, given));
            }
        }
        return given;
    }

    static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
