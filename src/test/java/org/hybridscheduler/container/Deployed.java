package org.hybridscheduler.container;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.eu.ingwar.tools.arquillian.extension.suite.annotations.ArquillianSuiteDeployment;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The WAR of this build with the tests that run inside it: deployed once for all of them. */
@ArquillianSuiteDeployment
public class Deployed {

    @Deployment
    public static WebArchive war() throws IOException {
        WebArchive war = ShrinkWrap.createFromZipFile(WebArchive.class, new File(System.getProperty("war.file")));
        String descriptor;
        try (InputStream in = war.get("WEB-INF/web.xml").getAsset().openStream()) {
            descriptor = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        // Arquillian's servlet comes as a web fragment, which the application's descriptor keeps out.
        return war.addPackage(Deployed.class.getPackage())
                .setWebXML(new StringAsset(descriptor.replace("<absolute-ordering/>", "")));
    }
}
