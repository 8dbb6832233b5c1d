import Handbook
import Kernel

/// What a rule asks for, by name: fields of a record, rhythms, people.
extension Attestation.Rhythm {
    var ruleWord: Word {
        switch self {
        case .everyCase: Word("每件工单办结后", "after every case")
        case .everyDay: Word("每天", "every day")
        case .everyWeek: Word("每周", "every week")
        case .everyMonth: Word("每月", "every month")
        }
    }
}

extension ClosingField {
    var ruleWord: Word {
        switch self {
        case .information: Word("留下的要点", "what was left")
        case .secondContact: Word("另一种联系方式", "a second contact")
        case .hungUpBy: Word("谁先挂断", "who hung up")
        }
    }
}

extension Visitor {
    var ruleWord: Word {
        switch self {
        case .firstReceiver: Word("首问责任人", "the first receiver")
        case .independent: Word("未经手此事的人", "somebody who had no hand in it")
        case .either: Word("首问责任人或未经手此事的人", "the first receiver or somebody who had no hand in it")
        }
    }
}

extension ContactField {
    var ruleWord: Word {
        switch self {
        case .surname: Word("姓氏", "surname")
        case .organisation: Word("单位名称", "organisation")
        case .phone: Word("电话", "telephone")
        case .purpose: Word("事由", "purpose")
        }
    }
}

extension ProposalField {
    var ruleWord: Word {
        switch self {
        case .cost: Word("费用", "cost")
        case .effect: Word("效果", "effect")
        case .benefit: Word("对客户的好处", "benefit for the customer")
        }
    }
}

extension RegistrationField {
    var ruleWord: Word {
        switch self {
        case .complainant: Word(chinese, "complainant")
        case .phone: Word(chinese, "telephone")
        case .contact: Word(chinese, "telephone (of a letter, its address will do)")
        case .channel: Word(chinese, "channel")
        case .content: Word(chinese, "content")
        case .demand: Word(chinese, "demand")
        case .product: Word(chinese, "product or service")
        case .category: Word(chinese, "category")
        case .organisation: Word(chinese, "organisation")
        case .memberNumber: Word(chinese, "member number")
        case .place: Word(chinese, "place")
        case .specialNeeds: Word(chinese, "special needs")
        }
    }
}

extension CallField {
    var ruleWord: Word {
        switch self {
        case .result: Word("去电结果", "the result")
        case .mood: Word("客户反应", "how the customer took it")
        }
    }
}
