package dev.anyhook.inbox.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import javax.sql.DataSource;

/** Stands between an inbox and its database: counts commits, and fails what a test says. */
final class Faults {
    final AtomicInteger commits = new AtomicInteger();

    /** Who committed. */
    final Set<Thread> writers = ConcurrentHashMap.newKeySet();

    private volatile Predicate<String> before = call -> false;
    private volatile Predicate<String> after = call -> false;
    private volatile String sqlState = "08006";

    /** What adds rows to {@code table}, be it among other things. */
    static Predicate<String> insertsInto(String table) {
        return call -> call.contains("INTO " + table);
    }

    /** Has the failures say {@code state} from now on; 08006, a lost connection, unless said otherwise. */
    void say(String state) {
        sqlState = state;
    }

    /** Fails each call that matches before it reaches the database; a statement's call goes by its SQL. */
    void failBefore(Predicate<String> calls) {
        before = calls;
    }

    /** Lets each call that matches reach the database, and has it fail nevertheless. */
    void failAfter(Predicate<String> calls) {
        after = calls;
    }

    /**
     * Lets the next {@code commits} wait in the middle of their transactions until they may {@code goOn}; tells of
     * each.
     */
    Semaphore hold(int commits, CountDownLatch goOn) {
        return hold("commit"::equals, commits, goOn);
    }

    /** The same before the next calls that match. */
    Semaphore hold(Predicate<String> which, int calls, CountDownLatch goOn) {
        var held = new Semaphore(0);
        var toHold = new AtomicInteger(calls);
        failBefore(call -> {
            if (which.test(call) && toHold.getAndDecrement() > 0) {
                held.release();
                try {
                    goOn.await();
                } catch (InterruptedException stop) {
                    Thread.currentThread().interrupt();
                }
            }
            return false;
        });
        return held;
    }

    void none() {
        before = call -> false;
        after = call -> false;
    }

    Dialect in(Dialect dialect) {
        DataSource source = proxy(DataSource.class, dialect.connections(), "source");
        return (Dialect) Proxy.newProxyInstance(
                Dialect.class.getClassLoader(), new Class<?>[] {Dialect.class}, (proxy, method, arguments) -> {
                    method.setAccessible(true);
                    return method.getName().equals("connections") ? source : call(dialect, method, arguments);
                });
    }

    private <T> T proxy(Class<T> type, Object target, String sql) {
        return type.cast(Proxy.newProxyInstance(
                Faults.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    String name = method.getName();
                    boolean says = arguments != null && arguments.length > 0 && arguments[0] instanceof String;
                    String what = name.startsWith("execute") ? (says ? (String) arguments[0] : sql) : name;
                    if (before.test(what)) {
                        throw new SQLException("injected before " + what, sqlState);
                    }
                    Object result = call(target, method, arguments);
                    if (name.equals("commit")) {
                        commits.incrementAndGet();
                        writers.add(Thread.currentThread());
                    }
                    if (after.test(what)) {
                        throw new SQLException("injected after " + what, sqlState);
                    }
                    if (name.equals("unwrap")) {
                        return result;
                    }
                    if (result instanceof Connection connection) {
                        return proxy(Connection.class, connection, sql);
                    }
                    return result instanceof Statement
                            ? proxy(method.getReturnType(), result, arguments == null ? "statement" : "" + arguments[0])
                            : result;
                }));
    }

    private static Object call(Object target, java.lang.reflect.Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getTargetException();
        }
    }
}
