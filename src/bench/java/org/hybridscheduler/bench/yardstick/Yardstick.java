package org.hybridscheduler.bench.yardstick;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Set;

/** The yardstick: one resource over one array. */
@ApplicationPath("/")
public class Yardstick extends Application {

    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(Constant.class);
    }

    /** Answers the bytes that were packed beside this class. */
    @Path("/constant")
    public static class Constant {

        private static final byte[] BODY = body();

        private static byte[] body() {
            try (InputStream in = Constant.class.getResourceAsStream("/body.json")) {
                return in.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot read the packed body.json", e);
            }
        }

        @GET
        @Produces(MediaType.APPLICATION_JSON)
        public byte[] constant() {
            return BODY;
        }
    }
}
