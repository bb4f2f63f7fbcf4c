using Audio2Mqtt.Torch.EndToEnd.Cli;
using Audio2Mqtt.Torch.Training.Report;
using Xunit;

namespace Audio2Mqtt.Torch.EndToEnd.Report;

/// <summary><c>report.html</c> in a real browser. A2M_SCREENSHOTS names a folder for pictures of what was seen.</summary>
public sealed class ReportPageTests : IDisposable
{
    private readonly Scratch scratch = new();

    public void Dispose() => scratch.Dispose();

    [BrowserFact]
    public async Task I_can_read_the_report_on_a_telephone_and_on_a_desk_and_nothing_is_asked_of_the_network()
    {
        using var browser = await Browser.Start();
        foreach (var (classes, name) in ((int, string)[])[(2, "two"), (10, "ten"), (50, "fifty")])
        {
            var page = Page(SampleReport.Of(classes, clipsOfEach: classes == 50 ? 6 : 20));
            foreach (var width in (int[])[400, 1280])
            {
                await browser.Show(page, width, 900);
                var page1 = await browser.Run("return { inner: innerWidth, scroll: document.documentElement.scrollWidth, title: document.title, rows: document.querySelectorAll('table.confusion tbody tr').length }");
                Assert.Equal(width, page1.GetProperty("inner").GetInt32());
                Assert.True(page1.GetProperty("scroll").GetInt32() <= width, $"{classes} classes at {width} points: {page1}");
                Assert.Equal("Model <default>", page1.GetProperty("title").GetString());
                Assert.Equal(classes, page1.GetProperty("rows").GetInt32());
                await Screenshots.Keep(browser, $"{name}-{width}", width);
            }
        }

        Assert.Empty(await browser.Console());
        var requests = await browser.Requests();
        Assert.True(requests.Length >= 6, "the browser told of its six pages");
        Assert.All(requests, address => Assert.Matches("^(file|data):", address));
    }

    [BrowserFact]
    public async Task I_can_sort_the_classes_by_a_click_and_by_the_keyboard()
    {
        using var browser = await Browser.Start();
        await browser.Show(Page(SampleReport.Of(10)), 1280, 900);
        const string table = "const t = [...document.querySelectorAll('table.sortable')].find(x => x.caption.textContent.includes('heading sorts'));";
        const string recalls = "return [...t.tBodies[0].rows].map(r => Number(r.cells[4].dataset.value)).join()";
        var rising = Numbers(await browser.Run($"{table} t.querySelectorAll('th button')[4].click(); {recalls}"));
        Assert.Equal(rising.Order(), rising);
        Assert.True(rising[0] < rising[^1]);
        var falling = Numbers(await browser.Run($"{table} const b = t.querySelectorAll('th button')[4]; b.focus(); document.activeElement.click(); {recalls}"));
        Assert.Equal(rising.OrderDescending(), falling);
        Assert.Equal("descending", (await browser.Run($"{table} return t.querySelectorAll('th')[4].getAttribute('aria-sort')")).GetString());

        // Names sort as text, and the one class that has no threshold (background) comes last either way.
        Assert.Equal("background", (await browser.Run($"{table} t.querySelectorAll('th button')[7].click(); return t.tBodies[0].rows[9].cells[0].textContent")).GetString());
        Assert.Equal("background", (await browser.Run($"{table} t.querySelectorAll('th button')[7].click(); return t.tBodies[0].rows[9].cells[0].textContent")).GetString());
        Assert.Empty(await browser.Console());

        static double[] Numbers(System.Text.Json.JsonElement joined) =>
            [.. joined.GetString()!.Split(',').Select(text => double.Parse(text, System.Globalization.CultureInfo.InvariantCulture))];
    }

    [BrowserFact]
    public async Task Whoever_cannot_see_the_drawings_is_told_what_they_show()
    {
        using var browser = await Browser.Start();
        await browser.Show(Page(SampleReport.Of(10)), 1280, 900);
        const string script = """
            return {
              unnamed: [...document.querySelectorAll('svg, img')].filter(x => !(x.getAttribute('aria-label') || x.getAttribute('alt'))).length,
              broken: [...document.images].filter(x => !x.complete || x.naturalWidth === 0).length,
              pictures: document.images.length,
              scopeless: document.querySelectorAll('th:not([scope])').length,
              captionless: [...document.querySelectorAll('table')].filter(x => !x.caption && !x.closest('details')).length,
              language: document.documentElement.lang,
              headings: document.querySelectorAll('h1').length,
            }
            """;
        var seen = await browser.Run(script);
        Assert.Equal(20, seen.GetProperty("pictures").GetInt32());
        foreach (var name in (string[])["unnamed", "broken", "scopeless", "captionless"]) Assert.Equal((name, 0), (name, seen.GetProperty(name).GetInt32()));
        Assert.Equal("en", seen.GetProperty("language").GetString());
        Assert.Equal(1, seen.GetProperty("headings").GetInt32());
    }

    private Uri Page(ReportContent content)
    {
        var path = scratch.At($"{Guid.NewGuid():n}.html");
        using (var file = File.Create(path)) ReportWriter.Write(file, content);
        return new Uri(path);
    }
}
