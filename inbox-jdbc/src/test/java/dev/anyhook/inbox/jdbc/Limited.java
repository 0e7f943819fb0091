package dev.anyhook.inbox.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;

/** A SQLite whose disk is full beyond so many pages. */
final class Limited {
    private Limited() {}

    static Dialect to(AtomicLong pages, Dialect dialect) {
        DataSource connections = dialect.connections();
        var limited = (DataSource) Proxy.newProxyInstance(
                Limited.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    Object result = call(connections, method, arguments);
                    if (result instanceof Connection connection) {
                        Database.execute(connection, "PRAGMA max_page_count = " + pages);
                    }
                    return result;
                });
        return (Dialect) Proxy.newProxyInstance(
                Limited.class.getClassLoader(), new Class<?>[] {Dialect.class}, (proxy, method, arguments) -> {
                    method.setAccessible(true);
                    return method.getName().equals("connections") ? limited : call(dialect, method, arguments);
                });
    }

    private static Object call(Object target, java.lang.reflect.Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getTargetException();
        }
    }
}
