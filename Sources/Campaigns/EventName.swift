import Support

/// When two campaigns belong to one event: their names are the same to a reader, whoever typed them.
enum EventName {
    static func isSame(_ a: String, _ b: String) -> Bool { key(a).utf8.elementsEqual(key(b).utf8) }

    private static func key(_ name: String) -> String { name.tidied.lowercased() }
}
