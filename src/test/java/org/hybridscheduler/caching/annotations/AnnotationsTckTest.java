package org.hybridscheduler.caching.annotations;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.cache.impl.HazelcastServerCachingProvider;
import com.hazelcast.config.Config;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.cache.CacheManager;
import javax.cache.annotation.BeanProvider;
import manager.CacheNameOnEachMethodBlogManagerImpl;
import manager.ClassLevelCacheConfigBlogManagerImpl;
import manager.UsingDefaultCacheNameBlogManagerImpl;
import org.hybridscheduler.caching.annotations.CachingContainer.Operation;
import org.jsr107.tck.annotation.InterceptionCacheNameOnEachMethodTest;
import org.jsr107.tck.annotation.InterceptionUsingCacheConfigTest;
import org.jsr107.tck.annotation.InterceptionUsingDefaultCacheNameTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.runner.Description;
import org.junit.runner.JUnitCore;
import org.junit.runner.Result;
import org.junit.runner.notification.Failure;
import org.junit.runner.notification.RunListener;

/**
 * The annotation tests of JSR-107's TCK 1.1.1, which are JUnit 4, on our interceptors, Weld and Hazelcast. The TCK
 * reports tests as passed where it finds no {@link BeanProvider}, and half of them pass without any interceptor; so
 * what the interceptors did is counted too.
 */
class AnnotationsTckTest {

    private static HazelcastInstance member;
    private static CachingContainer container;
    private static CachingContainer.Ports ports;
    private static Result result;
    private static final List<String> RAN = new ArrayList<>();
    private static Map<String, Failure> failures;

    /** Gives the TCK its beans; named in this test's services file. */
    public static final class Beans implements BeanProvider {

        @Override
        public <T> T getBeanByType(Class<T> type) {
            return container.bean(type);
        }
    }

    @BeforeAll
    static void run() {
        member = Hazelcast.newHazelcastInstance(loopbackOnly());
        CacheManager manager = new HazelcastServerCachingProvider(member).getCacheManager();
        ports = new CachingContainer.Ports(() -> manager).withListener();
        container = CachingContainer.start(ports, ClassLevelCacheConfigBlogManagerImpl.class,
                CacheNameOnEachMethodBlogManagerImpl.class, UsingDefaultCacheNameBlogManagerImpl.class);
        JUnitCore junit4 = new JUnitCore();
        junit4.addListener(new RunListener() {
            @Override
            public void testFinished(Description test) {
                RAN.add(test.getDisplayName());
            }
        });
        result = junit4.run(InterceptionUsingCacheConfigTest.class, InterceptionCacheNameOnEachMethodTest.class,
                InterceptionUsingDefaultCacheNameTest.class);
        failures = result.getFailures().stream()
                .collect(Collectors.toMap(failure -> failure.getDescription().getDisplayName(), failure -> failure));
    }

    private static Config loopbackOnly() {
        Config config = new Config().setProperty("hazelcast.socket.bind.any", "false")
                .setProperty("hazelcast.phone.home.enabled", "false").setProperty("hazelcast.logging.type", "none");
        config.getNetworkConfig().getInterfaces().setEnabled(true).addInterface("127.0.0.1");
        config.getNetworkConfig().getJoin().getMulticastConfig().setEnabled(false);
        config.getNetworkConfig().getJoin().getAutoDetectionConfig().setEnabled(false);
        return config;
    }

    @AfterAll
    static void stop() {
        container.close();
        member.shutdown();
    }

    @TestFactory
    Stream<DynamicTest> tck() {
        return RAN.stream().map(name -> DynamicTest.dynamicTest(name, () -> {
            Failure failure = failures.get(name);
            if (failure != null) {
                throw failure.getException();
            }
        }));
    }

    @Test
    void tck_allTwelveTests_ranAndNoneWasIgnored() {
        assertThat(RAN).hasSize(12);
        assertThat(result.getRunCount()).isEqualTo(12);
        assertThat(result.getIgnoreCount()).isZero();
        assertThat(result.getFailures()).isEmpty();
    }

    @Test
    void tck_theInterceptors_didTheCaching() {
        Map<CacheOperation, Long> counts = ports.operations().stream()
                .collect(Collectors.groupingBy(Operation::operation, Collectors.counting()));
        assertThat(counts).containsEntry(CacheOperation.GET, 24L).containsEntry(CacheOperation.DELETE, 3L)
                .containsEntry(CacheOperation.INVALIDATE, 15L);
        assertThat(ports.operations()).filteredOn(operation -> operation.outcome() == CacheOutcome.HIT).hasSize(6);
        assertThat(ports.operations()).extracting(Operation::outcome).doesNotContain(CacheOutcome.ERROR);
    }
}
