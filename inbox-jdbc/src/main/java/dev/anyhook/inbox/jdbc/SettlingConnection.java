package dev.anyhook.inbox.jdbc;

import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets a handler do everything with a connection but decide when its transaction ends, and change what the next handler
 * would find changed.
 */
final class SettlingConnection {
    private static final Set<String> OURS = Set.of("commit", "rollback", "setAutoCommit", "abort", "unwrap");
    private static final Set<String> REQUESTS = Set.of("beginRequest", "endRequest");
    private static final String LENT = "the connection is lent to the handler: its settings stay as they are";

    private SettlingConnection() {}

    /** A connection that asks {@code real} for the one to use, at each call. */
    @SuppressWarnings("ReferenceEquality") // A proxy equals itself.
    static Connection guard(Source real) {
        return Guarded.proxy(Connection.class, (proxy, method, arguments) -> switch (method.getName()) {
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
        if (method.getName().equals("setClientInfo")) {
            throw new SQLClientInfoException(LENT, Map.of());
        }
        if (isSetting(method.getName())) {
            throw new SQLException(LENT);
        }
        return Guarded.call(guard, real, real.connection(), method, arguments);
    }

    private static boolean isSetting(String name) {
        return REQUESTS.contains(name) || (name.startsWith("set") && !name.equals("setSavepoint"));
    }

    /** Gives the connection to use now. */
    @FunctionalInterface
    interface Source {
        Connection connection() throws SQLException;
    }
}
