import Database
import Kernel

/// The statements of the search, apart, so that their plans can be read (`Tests/Golden/search-plans-….txt`).
extension Search {
    /// People whose number ends alike; beyond it the whole number is asked for.
    static let mostPeople = 200

    static func frequencyStatement(of cut: String, _ kind: SearchKind, upTo most: Int, _ engine: Engine) -> SQL {
        """
        SELECT COUNT(*) AS n FROM (
            \(SearchPostings.documents(holding: [cut], kind, engine)) LIMIT \(most)
        ) AS bounded
        """
    }

    /// The newest texts that hold a cut: the further back they lie, the rarer it is.
    static func newestStatement(of cut: String, _ kind: SearchKind, _ engine: Engine) -> SQL {
        "\(SearchPostings.documents(holding: [cut], kind, engine)) ORDER BY document DESC LIMIT \(TellingCut.most)"
    }

    static func endStatement(
        of cut: String, _ kind: SearchKind, _ range: Range<SearchNumber>, stretch: Int, _ engine: Engine
    ) -> SQL {
        """
        \(SearchPostings.documents(holding: [cut], kind, in: range, engine))
        ORDER BY document DESC
        LIMIT 1 OFFSET \(stretch - 1)
        """
    }

    static func textsStatement(
        _ kind: SearchKind, _ cuts: [String], _ scope: SearchScope, _ range: Range<SearchNumber>, stretch: Int,
        reading: Int, _ engine: Engine
    ) -> SQL {
        switch engine {
        case .sqlite:
            // The index itself walks back in time, and each text is read as it is met: what is not shown is not read.
            return """
                SELECT \(columns)
                FROM search_posting
                CROSS JOIN search_document ON search_document.number = search_posting.rowid
                CROSS JOIN service_case ON service_case.id = search_document.record
                WHERE search_posting MATCH \(SearchPostings.match(cuts, kind))
                    AND search_posting.rowid >= \(range.lowerBound) AND search_posting.rowid < \(range.upperBound)
                    AND \(SQL(conditions(scope), joinedBy: " AND "))
                ORDER BY search_posting.rowid DESC
                LIMIT \(reading)
                """
        case .postgres:
            // The other cuts are asked for only where the walk has come: it would rather join their whole lists.
            let also = cuts.dropFirst().map { SearchPostings.alsoHolds($0, kind, document: "walked.document") }
            return """
                SELECT \(columns)
                FROM (
                    \(SearchPostings.documents(holding: Array(cuts.prefix(1)), kind, in: range, engine))
                    ORDER BY document DESC
                    LIMIT \(stretch)
                ) AS walked
                JOIN search_document ON search_document.number = walked.document
                JOIN service_case ON service_case.id = search_document.record
                WHERE \(SQL(also + conditions(scope), joinedBy: " AND "))
                ORDER BY walked.document DESC
                LIMIT \(reading)
                """
        }
    }

    static func customerStatement(
        _ query: SearchQuery, _ scope: SearchScope, _ range: Range<SearchNumber>, limit: Int
    ) -> SQL {
        let digits = PhoneNumber(typed: query.typed)?.revealed ?? query.typed
        return """
            WITH known AS MATERIALIZED (
                SELECT customer_id AS id FROM contact_point WHERE value = \(digits) OR last_four = \(digits)
                UNION
                SELECT id FROM customer WHERE name = \(query.typed) OR member_number = \(query.typed)
                LIMIT \(mostPeople)
            )
            SELECT \(columns)
            FROM known
            JOIN service_case ON service_case.customer_id = known.id
            JOIN search_document ON search_document.record = service_case.id AND search_document.kind = 'case'
                AND search_document.part = ''
            WHERE search_document.number >= \(range.lowerBound) AND search_document.number < \(range.upperBound)
                AND \(SQL(conditions(scope), joinedBy: " AND "))
            ORDER BY search_document.number DESC
            LIMIT \(limit)
            """
    }

    /// What the reader may see, then what they asked for. The case itself says where it lies and how far it is: the
    /// index keeps neither, so a case that moves takes all its texts along.
    static func conditions(_ scope: SearchScope) -> [SQL] {
        let staff = scope.staff
        let own: SQL = """
            (service_case.handler_id = \(staff) OR service_case.first_receiver_id = \(staff)
                OR service_case.transfer_to = \(staff))
            """
        var conditions: [SQL] = []
        switch scope.reach {
        case .all: conditions.append("1 = 1")
        case .some(let units): conditions.append("(service_case.unit_id IN \(list: units) OR \(own))")
        case .own: conditions.append(own)
        case .nothing: conditions.append("1 = 0")
        }
        if let unit = scope.filter.unit { conditions.append("service_case.unit_id = \(unit)") }
        switch scope.filter.progress {
        case nil: break
        case .open: conditions.append("service_case.state NOT IN ('archived', 'referred', 'withdrawn', 'merged')")
        case .over: conditions.append("service_case.state IN ('archived', 'referred', 'withdrawn', 'merged')")
        }
        return conditions
    }

    static let columns: SQL = """
        search_document.number, search_document.record, search_document.body, service_case.number AS case_number,
            service_case.subject, service_case.type, service_case.state, service_case.unit_id
        """
}
