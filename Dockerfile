# Open Liberty, cut down to the features that server.xml names, with the JDBC drivers. A layer of its own: it changes
# only with the pom or the configuration.
FROM maven:3.9-eclipse-temurin-17 AS server
WORKDIR /build
COPY pom.xml ./
COPY server-config/liberty server-config/liberty
# The generated server is thrown away: it holds a keystore password.
RUN mvn -B -ntp liberty:create liberty:package -Dinclude=minify -DpackageType=tar.gz -DpackageName=server \
    && mkdir -p /opt/ol \
    && tar -xzf target/server.tar.gz -C /opt/ol \
    && rm -r /opt/ol/wlp/usr/servers target

FROM server AS application
# The commit that /health/info shows; there is no repository in here to ask.
ARG COMMIT=n/a
COPY src/main src/main
RUN mvn -B -ntp package -Dmaven.test.skip=true -Dgit.commit.id="$COMMIT"

FROM eclipse-temurin:17-jre-jammy
ENV HTTP_PORT=8000 OPS_PORT=9080 DATA_DIR=/data LOG_FORMAT=json WLP_OUTPUT_DIR=/opt/ol/output
RUN useradd --system --uid 1001 --gid 0 --no-create-home scheduler \
    && install -d -o 1001 -g 0 -m 0770 "$DATA_DIR" "$WLP_OUTPUT_DIR"
COPY --from=server /opt/ol/wlp /opt/ol/wlp
COPY server-config/liberty /opt/ol/wlp/usr/servers/hybrid-scheduler
COPY --from=application /build/target/hybrid-scheduler.war /opt/ol/wlp/usr/servers/hybrid-scheduler/dropins/
USER 1001
VOLUME $DATA_DIR
EXPOSE $HTTP_PORT $OPS_PORT
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s --retries=3 \
    CMD curl -fsS -o /dev/null "http://localhost:$HTTP_PORT/health/live" || exit 1
ENTRYPOINT ["/opt/ol/wlp/bin/server", "run", "hybrid-scheduler"]
