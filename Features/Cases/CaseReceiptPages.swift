import Handbook
import Kernel
import Web

/// Under the receipt in the timeline: how it reached the customer, or the acts of telling it (GEN2-17).
struct CaseReceiptPages {
    let page: CasePages

    private var t: Language { page.t }

    var html: HTML? {
        let events = page.view.events.filter { $0.kind == .receiptSent || $0.kind == .receiptTold }
        if let event = events.last, let way = event.details["by"].flatMap(ReceiptWay.init(rawValue:)) {
            return StateBadge(.done, t(way.word)).html
        }
        guard !page.record.state.isOver else { return nil }
        let buttons = ReceiptWay.byHand.map { way in
            page.viewer.button(to: "\(page.base)/receipt", t(way.act), .quiet, fields: ["by": way.rawValue])
        }
        return "<span class=\"duty-acts\">\(buttons)</span>"
    }
}

extension ReceiptWay {
    var word: Word {
        switch self {
        case .email: .receiptByEmail
        case .message: .receiptByMessage
        case .spoken: .receiptSpoken
        case .handed: .receiptHanded
        }
    }

    fileprivate var act: Word { self == .handed ? .receiptHand : .receiptSpeak }
}
