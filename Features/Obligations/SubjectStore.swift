import Database
import Kernel

extension Transaction {
    /// The labels of at most 500 records of each kind, each kind in one question. What has no page of its own has none.
    func labels(of subjects: some Sequence<Subject>) throws -> [Subject: SubjectLabel] {
        var ids: [Subject.Kind: Set<String>] = [:]
        for subject in subjects { ids[subject.kind, default: []].insert(subject.id) }
        var labels: [Subject: SubjectLabel] = [:]
        for (kind, some) in ids {
            let some = Array(some.sorted().prefix(500))
            for (id, label) in try self.labels(kind, some) { labels[Subject(kind, id)] = label }
        }
        return labels
    }

    private func labels(_ kind: Subject.Kind, _ ids: [String]) throws -> [(String, SubjectLabel)] {
        switch kind {
        case .serviceCase:
            try execute("SELECT id, number, subject, unit_id FROM service_case WHERE id IN \(list: ids) LIMIT 500").map
            {
                let id = try $0.text("id")
                return (
                    id,
                    SubjectLabel(
                        number: try $0.text("number"), title: Cover.numbersOnly(try $0.text("subject")),
                        url: "/cases/\(id)",
                        unit: try $0.id("unit_id"))
                )
            }
        case .handbook:
            try execute("SELECT id, title, version FROM handbook_version WHERE id IN \(list: ids) LIMIT 500").map {
                let id = try $0.text("id")
                return (
                    id,
                    SubjectLabel(
                        number: try $0.text("version"), title: try $0.text("title"), url: "/handbook/\(id)", unit: nil)
                )
            }
        case .unit:
            try execute("SELECT id, name FROM unit WHERE id IN \(list: ids) LIMIT 500").map {
                let id = try $0.text("id")
                return (id, SubjectLabel(number: nil, title: try $0.text("name"), url: nil, unit: Unit.ID(id)))
            }
        case .contact:
            try execute("SELECT id, number, subject, unit_id FROM contact WHERE id IN \(list: ids) LIMIT 500").map {
                let id = try $0.text("id")
                return (
                    id,
                    SubjectLabel(
                        number: try $0.text("number"), title: Cover.numbersOnly(try $0.text("subject")),
                        url: "/contacts/\(id)",
                        unit: try $0.id("unit_id"))
                )
            }
        case .message:
            try execute("SELECT id, matter, unit_id FROM message WHERE id IN \(list: ids) LIMIT 500").map {
                let id = try $0.text("id")
                return (
                    id,
                    SubjectLabel(
                        number: nil, title: Cover.numbersOnly(try $0.text("matter")).opening(40),
                        url: "/messages/\(id)",
                        unit: try $0.id("unit_id"))
                )
            }
        case .receptionChannel:
            try execute("SELECT id, name, unit_id FROM reception_channel WHERE id IN \(list: ids) LIMIT 500").map {
                let id = try $0.text("id")
                return (
                    id,
                    SubjectLabel(
                        number: nil, title: try $0.text("name"), url: "/reception-channels/\(id)",
                        unit: try $0.id("unit_id"))
                )
            }
        case .roster:
            try execute(
                """
                SELECT roster.id AS id, unit.name AS name, unit_id, from_on, until_on
                FROM roster JOIN unit ON unit.id = roster.unit_id WHERE roster.id IN \(list: ids) LIMIT 500
                """
            ).map {
                let id = try $0.text("id")
                return (
                    id,
                    SubjectLabel(
                        number: nil,
                        title: "\(try $0.text("name")) \(try $0.text("from_on"))–\(try $0.text("until_on"))",
                        url: "/rosters/\(id)", unit: try $0.id("unit_id"))
                )
            }
        case .leave:
            try execute("SELECT id, number, unit_id FROM leave_request WHERE id IN \(list: ids) LIMIT 500").map {
                let id = try $0.text("id")
                let number = try $0.text("number")
                return (
                    id, SubjectLabel(number: number, title: number, url: "/leave/\(id)", unit: try $0.id("unit_id"))
                )
            }
        case .shiftSwap:
            try execute("SELECT id, number, unit_id FROM shift_swap WHERE id IN \(list: ids) LIMIT 500").map {
                let id = try $0.text("id")
                let number = try $0.text("number")
                return (
                    id,
                    SubjectLabel(number: number, title: number, url: "/shift-swaps/\(id)", unit: try $0.id("unit_id"))
                )
            }
        case .handover:
            try execute("SELECT id, number, unit_id FROM handover WHERE id IN \(list: ids) LIMIT 500").map {
                let id = try $0.text("id")
                let number = try $0.text("number")
                return (
                    id,
                    SubjectLabel(number: number, title: number, url: "/handovers/\(id)", unit: try $0.id("unit_id"))
                )
            }
        case .liability:
            try execute("SELECT id, swap_id, unit_id FROM swap_liability WHERE id IN \(list: ids) LIMIT 500").map {
                let id = try $0.text("id")
                return (
                    id,
                    SubjectLabel(
                        number: nil, title: "", url: "/shift-swaps/\(try $0.text("swap_id"))",
                        unit: try $0.id("unit_id"))
                )
            }
        case .attendance:
            try execute(
                """
                SELECT attendance_sheet.id AS id, staff.name AS name, unit_id, month_on
                FROM attendance_sheet JOIN staff ON staff.id = attendance_sheet.staff_id
                WHERE attendance_sheet.id IN \(list: ids) LIMIT 500
                """
            ).map {
                let id = try $0.text("id")
                let month = String(try $0.text("month_on").prefix(7))
                return (
                    id,
                    SubjectLabel(
                        number: month, title: "\(try $0.text("name")) \(month)", url: "/attendance/sheets/\(id)",
                        unit: try $0.id("unit_id"))
                )
            }
        case .clockCorrection:
            try execute("SELECT id, number, unit_id FROM clock_correction WHERE id IN \(list: ids) LIMIT 500").map {
                let id = try $0.text("id")
                let number = try $0.text("number")
                return (
                    id,
                    SubjectLabel(
                        number: number, title: number, url: "/clock-corrections/\(id)", unit: try $0.id("unit_id"))
                )
            }
        case .leavePost:
            try execute("SELECT id, number, unit_id FROM leave_post WHERE id IN \(list: ids) LIMIT 500").map {
                let id = try $0.text("id")
                let number = try $0.text("number")
                return (
                    id,
                    SubjectLabel(number: number, title: number, url: "/leave-posts/\(id)", unit: try $0.id("unit_id"))
                )
            }
        case .overtime:
            try execute("SELECT id, number, unit_id FROM overtime WHERE id IN \(list: ids) LIMIT 500").map {
                let id = try $0.text("id")
                let number = try $0.text("number")
                return (
                    id, SubjectLabel(number: number, title: number, url: "/overtime/\(id)", unit: try $0.id("unit_id"))
                )
            }
        case .shift:
            try execute("SELECT id, day_on, post, unit_id FROM shift_assignment WHERE id IN \(list: ids) LIMIT 500").map
            {
                let title = "\(try $0.text("day_on")) \(try $0.text("post"))"
                return (
                    try $0.text("id"),
                    SubjectLabel(number: nil, title: title, url: "/pre-shift", unit: try $0.id("unit_id"))
                )
            }
        case .dispatch:
            try execute("SELECT id, number, text, unit_id FROM dispatch WHERE id IN \(list: ids) LIMIT 500").map {
                let id = try $0.text("id")
                return (
                    id,
                    SubjectLabel(
                        number: try $0.text("number"),
                        title: Cover.numbersOnly(try $0.text("text")).opening(30), url: "/dispatches/\(id)",
                        unit: try $0.id("unit_id"))
                )
            }
        case .dailyReport:
            try execute(
                """
                SELECT daily_report.id AS id, staff.name AS name, unit_id, day_on
                FROM daily_report JOIN staff ON staff.id = daily_report.staff_id
                WHERE daily_report.id IN \(list: ids) LIMIT 500
                """
            ).map {
                let id = try $0.text("id")
                let day = try $0.text("day_on")
                return (
                    id,
                    SubjectLabel(
                        number: nil, title: "\(try $0.text("name")) \(day)", url: "/daily-reports/\(id)",
                        unit: try $0.id("unit_id"))
                )
            }
        case .dayPlan:
            try execute(
                "SELECT id, name_zh, day_on, unit_id FROM day_plan WHERE id IN \(list: ids) LIMIT 500"
            ).map {
                let id = try $0.text("id")
                return (
                    id,
                    SubjectLabel(
                        number: try $0.text("day_on"), title: try $0.text("name_zh"), url: "/day-plans/\(id)",
                        unit: try $0.id("unit_id"))
                )
            }
        case .staff, .calendar, .exception, .session, .customer, .dataImport, .dataExport:
            []
        }
    }
}
