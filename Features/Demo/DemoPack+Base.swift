import Handbook

extension DemoPack {
    static let base = DemoPack(
        code: "base", organisation: "青禾家居客户服务中心",
        units: [
            DemoUnit("center", "客户服务中心", .department), DemoUnit("first", "服务一组", .group, under: "center"),
            DemoUnit("second", "服务二组", .group, under: "center"),
        ],
        people: [
            DemoPerson("wangfang", "王芳", "agent", "first", desk: true),
            DemoPerson("liuyang", "刘洋", "agent", "first", desk: true),
            DemoPerson("chenjing", "陈静", "agent", "second", desk: true),
            DemoPerson("zhaolei", "赵磊", "agent", "second", desk: true),
            DemoPerson("xuting", "徐婷", "agent", "second", desk: true, isNewcomer: true),
            DemoPerson("linxiaoyu", "林晓宇", "supervisor", "first"),
            DemoPerson("hemin", "何敏", "supervisor", "second"),
            DemoPerson("zhoujie", "周洁", "records", "center", reads: .never),
            DemoPerson("sunli", "孙丽", "manager", "center"),
            DemoPerson("gaoming", "高明", "executive", "center", reads: .late),
            DemoPerson("admin", "吴工", "administrator", "center"),
        ],
        customer: "客户",
        channels: [
            (.phone, 45), (.web, 14), (.chat, 20), (.email, 10), (.counter, 6), (.letter, 2), (.hotline12345, 3),
        ],
        places: ["安庆路", "幸福里小区", "滨江花园", "东城国际", "学府苑"], firms: [], memberPrefix: "QH",
        departments: [
            "人员操作": "售后服务部", "流程缺陷": "运营部", "产品缺陷": "品质部", "系统故障": "信息部", "信息有误": "市场部",
            "协作不畅": "供应链部", "外部原因": "物流部", "客户误解": "客户服务中心",
        ],
        culprits: ["安装师傅 钱大勇", "品质工程师 郑凯", "仓储主管 冯涛", "信息专员 韩雪", "市场专员 唐颖", "财务复核 曹敏"],
        referrals: [
            (party: "房屋开发商物业部", reason: "漏水点在楼内主管，不属于产品"), (party: "电商平台客服", reason: "平台优惠券由平台发放和核销"),
        ],
        handsOnTo: ["agent"],
        loans: [
            DemoLoan(from: "sunli", to: "linxiaoyu", began: 17, days: 4, reason: "参加行业会议"),
            DemoLoan(from: "hemin", to: "chenjing", began: 1, days: 5, reason: "年休假"),
        ],
        tempo: .office, scenarios: baseScenarios)
}
