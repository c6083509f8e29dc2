package org.hybridscheduler.caching.boundary;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import org.hybridscheduler.caching.Representation;

/** Writes a representation's bytes as they are. */
@Provider
public class RepresentationWriter implements MessageBodyWriter<Representation> {

    @Override
    public boolean isWriteable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return type == Representation.class;
    }

    @Override
    public void writeTo(Representation representation, Class<?> type, Type genericType, Annotation[] annotations,
                        MediaType mediaType, MultivaluedMap<String, Object> headers, OutputStream out)
            throws IOException {
        representation.writeTo(out);
    }
}
