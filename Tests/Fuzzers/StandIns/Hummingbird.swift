/// Stands in for the request of the library, of which the fuzzers build the cookies alone.
struct Request {
    struct Headers {
        enum Name { case cookie }

        subscript(values name: Name) -> [String] { [] }
    }

    let headers = Headers()
}
