package io.jenkins.plugins.amibakery.library

import com.cloudbees.groovy.cps.NonCPS

/** What kinds of values parameters have. */
class Kinds implements Serializable {
    private static final long serialVersionUID = 1L

    /** What a value of a kind has to be, for a message. */
    private static final Map<String, String> RIGHT = [
        text: "a text, such as 'dev'",
        number: 'a whole number, 0 or more',
        flag: 'true or false',
        locked: "true, false or 'auto'",
        texts: "a list of texts, such as ['dev', 'prod']",
        values: "a map of names and values, such as [version: '1.2']",
        ami: "an AMI's id, or what bakeAmi returned",
        'smoke test': 'true, false or a closure',
        environments: "a list of names, such as ['dev', 'prod'], or a map, such as [dev: [:], prod: [region: 'us-west-2']]",
        environment: "a map, such as [directory: 'runway']",
        test: "a map of what testAmi takes, such as [healthUrl: 'http://localhost/health']",
        recipes: "a list of templates, such as ['web.json', [template: 'db.pkr.hcl', vars: [version: '2']]]",
        notify: "a map, such as [mail: 'ops@example.com', slack: '#images']",
        'ask or fail': "'ask' or 'fail'",
        'change, failure or always': "'change', 'failure' or 'always'",
        'red, unknown or never': "'red', 'unknown' or 'never'",
    ]

    /** What a value of a kind has to be. */
    @NonCPS
    static String right(String kind) {
        return RIGHT[kind]
    }

    /** What is wrong with a value, such as "is '4', a text; it must be a whole number, 0 or more"; null when nothing is. */
    @NonCPS
    static String complaint(String kind, Object value) {
        return isRight(kind, value) ? null : "is ${shown(value)}; it must be ${RIGHT[kind]}."
    }

    @NonCPS
    private static boolean isRight(String kind, Object value) {
        switch (kind) {
            case 'text': return isText(value)
            case 'number': return value instanceof Integer && value >= 0
            case 'flag': return value instanceof Boolean
            case 'locked': return value instanceof Boolean || isText(value) && value.toString() == 'auto'
            case 'texts': return value instanceof List && value.every { Kinds.isText(it) }
            case 'values': return value instanceof Map && value.every { Kinds.isText(it.value) || it.value instanceof Number || it.value instanceof Boolean }
            case 'ami': return isText(value) && value || (value instanceof List || value instanceof Map) && value
            case 'smoke test': return value instanceof Boolean || value instanceof Closure
            case 'environments': return value instanceof Map && value && value.every { it.value instanceof Map } || value instanceof List && value && value.every { Kinds.isText(it) }
            case 'environment': return value instanceof Map
            case 'recipes': return value instanceof List && value && value.every { Kinds.isText(it) || it instanceof Map }
            case 'test':
            case 'notify': return value instanceof Map
            default: return isText(value) && kind.replace(' or ', ', ').split(', ').any { it == value.toString() }
        }
    }

    /** In closures of static methods the sandbox wants the class named. */
    @NonCPS
    static boolean isText(Object value) {
        return value instanceof CharSequence
    }

    @NonCPS
    private static String shown(Object value) {
        if (value instanceof Map) {
            return value ? "the map ${value}" : 'an empty map'
        }
        if (value instanceof List) {
            return value ? "the list ${value}" : 'an empty list'
        }
        if (isText(value)) {
            return "'${value}', a text"
        }
        return value instanceof Number || value instanceof Boolean ? "${value}" : 'something else'
    }
}
