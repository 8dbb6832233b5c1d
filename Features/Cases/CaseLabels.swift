import Handbook
import Kernel
import Web

/// How the closed words of a case are shown.
extension Case.State {
    var word: Word {
        switch self {
        case .registered: Word("已登记", "registered")
        case .accepted: Word("待判断", "to be judged")
        case .investigating: Word("调查中", "investigating")
        case .proposing: Word("拟方案", "proposing")
        case .awaitingDecision: Word("待批示", "awaiting decision")
        case .implementing: Word("实施中", "implementing")
        case .awaitingCustomer: Word("待客户确认", "awaiting the customer")
        case .unfounded: Word("待婉复", "to be answered")
        case .awaitingVisit: Word("待回访", "awaiting visit")
        case .summarising: Word("待总结", "to be summarised")
        case .archived: Word("已归档", "archived")
        case .referred: Word("已转介", "referred")
        case .withdrawn: Word("已撤回", "withdrawn")
        case .answering: Word("待答复", "to be answered")
        case .assessing: Word("待评估", "to be assessed")
        case .responding: Word("待告知采纳结果", "to be told the result")
        case .thanking: Word("待致谢", "to be thanked for")
        case .dispatching: Word("待派单", "to be dispatched")
        case .taking: Word("待接单", "to be taken")
        case .arriving: Word("待上门", "on the way")
        case .fixing: Word("维修中", "being repaired")
        case .signing: Word("待签字", "to be signed")
        case .mediating: Word("调解中", "in mediation")
        case .agreeing: Word("待签协议", "agreement to be signed")
        case .merged: Word("已合并", "merged")
        }
    }

    var tone: Tone {
        switch self {
        case .registered, .answering, .assessing, .dispatching: .urgent
        case .accepted, .investigating, .proposing, .implementing, .unfounded, .summarising, .responding, .thanking,
            .arriving, .fixing, .mediating:
            .going
        case .awaitingDecision, .awaitingCustomer, .awaitingVisit, .taking, .signing, .agreeing: .waiting
        case .archived: .done
        case .referred, .withdrawn, .merged: .plain
        }
    }
}

extension Severity {
    var word: Word {
        switch self {
        case .ordinary: Word("一般", "ordinary")
        case .serious: Word("严重", "serious")
        case .major: Word("重大", "major")
        }
    }

    var tone: Tone {
        switch self {
        case .ordinary: .plain
        case .serious: .warned
        case .major: .broken
        }
    }
}

extension CaseType {
    var word: Word {
        switch self {
        case .enquiry: Word("咨询", "enquiry")
        case .complaint: Word("投诉", "complaint")
        case .suggestion: Word("建议", "suggestion")
        case .registration: Word("登记", "registration")
        case .appeal: Word("申告", "appeal")
        case .repair: Word("报修", "repair")
        case .dispute: Word("纠纷", "dispute")
        }
    }
}

extension CaseSource {
    var word: Word {
        switch self {
        case .direct: Word("客户直接", "direct")
        case .store: Word("门店", "store")
        case .portal: Word("自助门户", "portal")
        case .visit: Word("回访", "visit")
        case .survey: Word("调查", "survey")
        case .inspection: Word("巡检", "inspection")
        case .internal: Word("内部", "internal")
        }
    }
}

extension Channel {
    var word: Word {
        switch self {
        case .phone: Word("电话", "telephone")
        case .counter: Word("柜台", "counter")
        case .email: Word("邮件", "e-mail")
        case .web: Word("网站", "web")
        case .chat: Word("在线", "chat")
        case .letter: Word("来信", "letter")
        case .onSite: Word("现场", "on site")
        case .hotline12345: Word("12345 转办", "12345")
        }
    }
}

extension Step {
    var word: Word {
        switch self {
        case .accept: .actAccept
        case .judge: .actJudge
        case .investigate: Word("调查", "Investigate")
        case .propose: Word("拟案", "Propose")
        case .decide: .actDecide
        case .answer: Word("答复", "Answer")
        case .assess: Word("评估", "Assess")
        case .respond: Word("回复", "Respond")
        case .dispatch: Word("派单", "Dispatch")
        case .take: Word("接单", "Take")
        case .arrive: Word("上门", "Arrive")
        case .fix: Word("维修", "Repair")
        case .sign: Word("签字", "Sign")
        case .mediate: Word("调解", "Mediate")
        case .agree: Word("签协议", "Agree")
        case .thank: Word("致谢", "Thank")
        case .implement: Word("实施", "Implement")
        case .confirm: Word("客户确认", "Confirm")
        case .visit: Word("回访", "Visit")
        case .summarise: Word("总结归档", "Summarise")
        }
    }
}

extension PauseReason {
    var word: Word {
        switch self {
        case .awaitingCustomer: Word("等待客户", "awaiting the customer")
        case .awaitingThirdParty: Word("等待第三方", "awaiting a third party")
        case .awaitingParts: Word("等待备件", "awaiting parts")
        case .awaitingAuthority: Word("等待主管部门", "awaiting an authority")
        }
    }
}

extension Compensation.Kind {
    var word: Word {
        switch self {
        case .refund: Word("退款", "refund")
        case .exchange: Word("换货", "exchange")
        case .repair: Word("维修", "repair")
        case .gift: Word("礼品", "gift")
        case .points: Word("积分", "points")
        case .coupon: Word("优惠券", "coupon")
        case .apology: Word("致歉", "apology")
        }
    }
}

extension CaseEntry.Kind {
    var word: Word {
        switch self {
        case .reply: .composerReply
        case .call: .composerCall
        case .customer: .composerCustomer
        case .note: .composerNote
        case .receipt: Word("登记回执", "Receipt")
        case .asking: Word("再次询问客户", "Asked again")
        }
    }
}

extension ReturnVisit.Result {
    var word: Word {
        switch self {
        case .reached: .visitReached
        case .noAnswer: .visitNoAnswer
        case .wrongNumber: .visitWrongNumber
        case .refused: .visitRefused
        case .later: .visitLater
        }
    }
}

extension CustomerGrade {
    var word: Word {
        switch self {
        case .key: Word("重点客户", "key")
        case .ordinary: Word("普通客户", "ordinary")
        case .general: Word("一般客户", "general")
        case .trial: Word("试用客户", "trial")
        case .outOfTerm: Word("服务期外", "out of term")
        }
    }
}

extension Case.Attribution.Verdict {
    var word: Word {
        switch self {
        case .ours: Word("我方", "ours")
        case .notOurs: Word("非我方", "not ours")
        case .unclear: Word("待查", "unclear")
        }
    }
}

extension Case.Outcome {
    var word: Word {
        switch self {
        case .solved: Word("已解决", "solved")
        case .partlySolved: Word("部分解决", "partly solved")
        case .expectationUnmet: Word("期望未满足", "expectation unmet")
        case .unfounded: Word("不成立", "unfounded")
        case .answered: Word("已答复", "answered")
        case .adopted: Word("已采纳", "adopted")
        case .declined: Word("未采纳", "declined")
        case .referred: Word("已转介", "referred")
        case .feeDeclined: Word("不同意收费", "price declined")
        case .withdrawn: Word("已撤回", "withdrawn")
        case .merged: Word("已合并", "merged")
        }
    }
}

extension RepairOrder.Kind {
    var word: Word {
        switch self {
        case .warranty: Word("保修", "warranty")
        case .paid: Word("有偿", "paid")
        case .common: Word("公共", "common parts")
        }
    }
}

extension Case.Answer {
    var word: Word {
        switch self {
        case .accepted: .answerAccepted
        case .partly: .answerPartly
        case .refused: .answerRefused
        }
    }
}

extension DisputeParty.Role {
    var word: Word {
        switch self {
        case .claimant: Word("申请方", "claimant")
        case .respondent: Word("被申请方", "respondent")
        case .thirdParty: Word("第三方", "third party")
        }
    }
}
