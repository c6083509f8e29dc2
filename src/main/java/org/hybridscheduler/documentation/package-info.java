/**
 * What the interface is, told by the application itself: the OpenAPI document, and a page that shows it and tries it.
 *
 * <p>Decisions: the document is written by hand, as a design that the code is held to by tests (decision 0010); the page
 * and all that it loads comes out of the WAR, since a page of this origin that runs scripts of another one would hand
 * that one every power its reader has. It is served through JAX-RS, as the application owns every path, and web.xml
 * keeps the server from looking for static files in libraries.
 */
@Module(name = "documentation", uses = {"problem"})
package org.hybridscheduler.documentation;

import org.hybridscheduler.Module;
