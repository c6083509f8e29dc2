package org.hybridscheduler.build;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** An XML document, asked by XPath; element names without their namespace. */
final class XmlFile {

    private final Document document;

    private XmlFile(Document document) {
        this.document = document;
    }

    static XmlFile read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return read(in);
        } catch (IOException e) {
            throw new IllegalArgumentException("Cannot read " + file, e);
        }
    }

    static XmlFile read(InputStream in) throws IOException {
        try {
            return new XmlFile(DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in));
        } catch (SAXException | ParserConfigurationException e) {
            throw new IOException(e);
        }
    }

    /** The texts of the nodes that the expression selects, in the document's order. */
    List<String> texts(String xpath) {
        try {
            NodeList nodes = (NodeList) XPathFactory.newInstance().newXPath()
                    .evaluate(xpath, document, XPathConstants.NODESET);
            return IntStream.range(0, nodes.getLength()).mapToObj(i -> nodes.item(i).getTextContent().strip()).toList();
        } catch (XPathExpressionException e) {
            throw new IllegalArgumentException("No XPath: " + xpath, e);
        }
    }

    /** The text of the one node that the expression selects. */
    String text(String xpath) {
        List<String> texts = texts(xpath);
        if (texts.size() != 1) {
            throw new IllegalArgumentException(xpath + " selects " + texts.size() + " nodes, expected 1");
        }
        return texts.get(0);
    }
}
