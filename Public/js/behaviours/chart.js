/* A chart of the reports: data-behaviour="chart" data-kind="line|bar" data-labels data-names data-hues (lists),
   data-values="1,2;3,4". The colours are those of the page; the table beneath says the same without it. No tooltips:
   the policy of the house lets nobody write style into markup, and the numbers stand on the chart. */
house.behaviour("chart", element => {
    if (!window.echarts) return;
    const labels = JSON.parse(element.dataset.labels);
    const names = JSON.parse(element.dataset.names);
    const hues = JSON.parse(element.dataset.hues);
    const values = element.dataset.values.split(";").map(line => line.split(",").filter(Boolean).map(Number));
    const isBar = element.dataset.kind === "bar";
    const chart = window.echarts.init(element, null, { renderer: "svg" });

    const draw = () => {
        const look = getComputedStyle(document.documentElement);
        const colour = name => look.getPropertyValue(`--${name}`).trim();
        const ink = colour("ink-soft");
        const text = { color: ink, fontFamily: getComputedStyle(document.body).fontFamily, fontSize: 12 };
        const names1 = { type: "category", data: labels, axisLabel: { ...text, hideOverlap: true }, axisLine: { lineStyle: { color: colour("line") } }, axisTick: { show: false }, inverse: isBar };
        const counts = { type: "value", min: 0, minInterval: 1, axisLabel: text, splitLine: { lineStyle: { color: colour("line") } } };
        chart.setOption({
            animation: false,
            grid: { left: 8, right: isBar ? 40 : 64, top: 16, bottom: 8, containLabel: true },
            xAxis: isBar ? counts : names1,
            yAxis: isBar ? names1 : counts,
            series: names.map((name, place) => ({
                name, type: isBar ? "bar" : "line", data: values[place], barMaxWidth: 16, symbolSize: 5,
                itemStyle: { color: colour(hues[place]) }, lineStyle: { color: colour(hues[place]), width: 2 },
                label: isBar ? { show: true, position: "right", ...text } : { show: false },
                endLabel: isBar ? undefined : { show: true, formatter: name, ...text, color: colour(hues[place]) },
                labelLayout: { moveOverlap: "shiftY" },
            })),
        }, true);
    };
    draw();
    new ResizeObserver(() => chart.resize()).observe(element);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
});
