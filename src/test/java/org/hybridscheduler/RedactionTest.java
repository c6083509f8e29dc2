package org.hybridscheduler;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "redis://user:pass@host:6379/0 is away  | redis://***@host:6379/0 is away",
        "rediss://:p@ss/w0rd@host               | rediss://***@host",
        "jdbc:postgresql://u:pw@db/x            | jdbc:postgresql://***@db/x",
        "jdbc:oracle:thin:scott/tiger@db        | jdbc:oracle:thin:***@db",
        "jdbc:postgresql://db/x?user=u&password=pw&ssl=true | jdbc:postgresql://db/x?user=u&password=***&ssl=true",
        "jdbc:h2:mem:x;PASSWORD=pw;MODE=LEGACY  | jdbc:h2:mem:x;PASSWORD=***;MODE=LEGACY",
        "DB_PASSWORD=pw, DB_USER=sa             | DB_PASSWORD=***, DB_USER=sa",
        "{\"apiKey\": \"k 1\", \"size\": 3}     | {\"apiKey\": ***, \"size\": 3}",
        "password=a,b                           | password=***",
        "{password=hun,ter2}                    | {password=***}",
        "password=\"ab cd                       | password=***",
        "password='ab cd                        | password=***",
        "{\"password\":\"hun\\\"ter2\", \"a\":1}  | {\"password\":***, \"a\":1}",
        "{\\\"password\\\":\\\"hunter2\\\"}         | {\\\"password\\\":***}",
        "{\\\"password\\\":\\\"hun\\\\\\\"ter 2\\\", \\\"a\\\":1} | {\\\"password\\\":***, \\\"a\\\":1}",
        "{\\\"Authorization\\\":\\\"Custom x    | {\\\"Authorization\\\":\\\"***",
        "secret_key=abc secretAccessKey=def     | secret_key=*** secretAccessKey=***",
        "private_key=abc privateKey: def        | private_key=*** privateKey: ***",
        "access_token: abc                      | access_token: ***",
        "client-secret='a b' used               | client-secret=*** used",
        "Authorization: Bearer abc.DEF.ghi      | Authorization: ***",
        "sent Bearer abcdef.123456 to it        | sent Bearer *** to it",
        "sent Basic dXNlcjpwYXNz to it          | sent Basic *** to it",
        "Cookie: JSESSIONID=0000abc; x=y        | Cookie: ***"})
    void of_textWithASecret_hasTheMaskInItsPlace(String text, String safe) {
        assertThat(Redaction.of(text)).isEqualTo(safe);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Caches are kept in redis://localhost:6379, and in memory while it fails",
        "GET /api/history?limit=3 took 12 ms: fine", "Wrong user name or password [28000-232]", "Basic concepts apply",
        "A Bearer of things to come", "mail to a@b.example", "token", "tokens=3 passes=2"})
    void of_harmlessText_isTheText(String text) {
        assertThat(Redaction.of(text)).isEqualTo(text);
    }
}
