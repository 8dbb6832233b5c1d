import Handbook
import Kernel

/// What is asked of cases, contacts and whoever works them.
extension Word {
    static let ruleRegistration = Word("首次登记须填齐{0}。", "on first save the register holds {0}.")
    static let ruleJudgement = Word(
        "调查前写明理由是否充分、要求是否合理、是否成立及依据。",
        "before the investigation: are the grounds sufficient, is the demand reasonable, does it stand, and why.")
    static let rulePromiseFirst = Word(
        "进入调查前须给客户明确的答复时间。", "the customer has a definite time before the investigation begins.")
    static let ruleCause = Word(
        "提出方案前须查明直接原因、根本原因和责任人。", "cause, root cause and person responsible are found before a proposal.")
    static let ruleProposals = Word("提交批示须有至少 {0} 个方案。", "at least {0} proposals before the decision.")
    static let ruleProposalsRead = Word(
        "提交批示须有至少 {0} 个方案，批示人逐个读过才能批示。", "at least {0} proposals before the decision, each read by the decider.")
    static let ruleProposalFields = Word("每个方案写明{0}。", " Each says: {0}.")
    static let ruleProposalsBy = Word("由{0}批示。", " Decided by: {0}.")
    static let ruleCauseStatement = Word("并听取当事人说明。", " And what that person says.")
    static let ruleNature = Word(
        "技术问题由{0}调查，服务问题由{1}调查。", "what is technical is looked into by: {0}; what is service by: {1}.")
    static let ruleReturns = Word("退回过 {0} 次再退回的，由{1}裁定。", " Returned {0} times before, the next return goes to: {1}.")
    static let ruleReturnWithin = Word("签收后 {0}内发现不当的可以退回。", " What was signed for may be returned within {0}.")
    static let ruleTransferReport = Word(
        "移交过的，先把处理结果反馈移交人，再请客户确认。",
        "what was handed on: the result is back with whoever handed it on before the customer is asked.")
    static let ruleSessionsBy = Word("由{0}主持。", " Held by: {0}.")
    static let ruleAuthority = Word(
        "批示的补偿不超过岗位权限，超出的只能升级。", "compensation stays within the authority of the post; beyond it, only escalation.")
    static let rulePenaltyLines = Word(
        "实施前写明直接责任人和部门经理两行处理，不处罚也写理由。",
        "a line for the person responsible and one for the manager, or why none, before it is carried out.")
    static let ruleCompensation = Word(
        "请客户确认前，补偿已送达或已定日期。", "compensation is delivered or dated before the customer is asked.")
    static let ruleAcceptance = Word("办结须经客户认可。", "the customer has accepted before completion.")
    static let ruleRefusals = Word("客户第 {0} 次不认可，转由{1}接办。", "the customer's refusal number {0} hands it to: {1}.")
    static let ruleSolution = Word("办结须写明解决办法。", "the solution is written down before completion.")
    static let ruleVisit = Word(
        "归档前须已回访，并说明原因、用时和解决办法。", "a return visit has told cause, time and solution before the archive.")
    static let ruleVisitorStores = Word(
        "门店办理的由未经手的{0}回访。", " What a store handled is visited by {0} who had no hand in it.")
    static let ruleVisitor = Word("回访人须是{0}。", "the visit is made by {0}.")
    static let ruleSummary = Word(
        "归档前须有类别、总体评价和教训（没有也写明）。", "category, evaluation and lesson, or none, before the archive.")
    static let ruleOwnAct = Word("不审批、核查或验收自己经办的事项。", "nobody decides, checks or approves their own act.")
    static let rulePhrases = Word("给客户的文字不出现{0}。", "what is written to a customer holds none of {0}.")
    static let ruleHorizon = Word("承诺须有明确时刻，最远 {0}。", "a promise has a definite time, at most {0} away.")
    static let ruleSuspension = Word(
        "暂停须有理由、告知和恢复日期，一次最长 {0}。", "a suspension has reason, notice and end, at most {0} away.")
    static let ruleOnDuty = Word("只把工单交给当班的人。", "cases are only given to people on duty.")
    static let ruleTransfers = Word("移交达 {0} 次后，只能交由{1}处理。", "after {0} transfers it goes only to: {1}.")
    static let ruleSteps = Word("按手册的步骤逐步办理，不跳步、不倒序。", "the steps are taken in their order and none is skipped.")
    static let ruleOwnership = Word("判断或答复前先写明是否我方问题及理由。", "ours or not, and why, before it is judged or answered.")
    static let ruleDirectory = Word("转介须指明目录中的单位和电话。", "a referral names a party of the directory and its number.")
    static let rulePaidConsent = Word(
        "非我方或服务期外的事项，报价并经客户同意后方可动工。", "not ours, or out of term: no work before the customer consents to the price.")
    static let ruleCustomerChoice = Word(
        "实施前须由客户在所提方案中选择。", "the customer has chosen among the proposals before it is carried out.")
    static let ruleProof = Word("补偿送达须有凭证。", "delivery of compensation has its proof.")
    static let ruleCorrective = Word(
        "期望未满足的，须有纠正措施单并已答复客户。", "an unmet expectation has a corrective action and a reply.")
    static let ruleDetails = Word("首次接触须问清该类别的必问项。", "what the category asks for is known at the first contact.")
    static let ruleMajorOwner = Word("重大工单归{0}承办。", "a major case is handled by: {0}.")
    static let ruleParties = Word("纠纷须登记至少 {0} 方当事人。", "a dispute has at least {0} parties.")
    static let ruleSessions = Word("签协议前至少调解 {0} 次。", "at least {0} sessions before an agreement.")
    static let ruleRepair = Word("维修须记明内容、用料和工时。", "a repair records work, material and time.")
    static let ruleSlips = Word("办结前督办单、协作单均已核实。", "every slip is verified before completion.")
    static let ruleRepeated = Word(
        "{0}内同一原因出现 {1} 次的，立项改进。", "the same cause {1} times within {0} opens a problem record.")
    static let ruleAcknowledged = Word("承办人须已签收现行手册。", "whoever works a case has acknowledged the handbook in force.")
    static let ruleRings = Word("电话响 {0} 声以内接起。", "the telephone is answered by ring number {0}.")
    static let ruleHangUp = Word("等客户先挂断。", "the customer hangs up first.")
    static let ruleContactRecord = Word("接听记录须写明{0}。", "the record of a contact holds {0}.")
}
