using Audio2Mqtt.Torch.EndToEnd.Report;
using Audio2Mqtt.Torch.EndToEnd.Training;
using Xunit;

namespace Audio2Mqtt.Torch.EndToEnd.Inspection;

/// <summary>The page of a folder in a real browser, as the program writes it.</summary>
public sealed class FolderPageTests
{
    [BrowserFact]
    public async Task I_can_click_a_point_and_hear_its_clip_on_a_telephone_and_on_a_desk()
    {
        using var scene = new TrainScene();
        var page = await Page(scene);
        using var browser = await Browser.Start();
        foreach (var width in (int[])[400, 1280])
        {
            await browser.Show(page, width, 900);
            Assert.True((await browser.Run("return document.documentElement.scrollWidth")).GetInt32() <= width, $"wider than {width}");
            Assert.Equal(18, (await browser.Run("return document.querySelectorAll('#points .point').length")).GetInt32());
            Assert.Equal(3, (await browser.Run("return document.querySelectorAll('.legend button').length")).GetInt32());

            // The point that lies loneliest: a click hits the middle, and others may lie above it elsewhere.
            await browser.Run("""
                const at = [...document.querySelectorAll('#points .point')].map(p => [p, p.transform.baseVal[0].matrix]);
                const far = ([p, a]) => Math.min(...at.filter(([q]) => q !== p).map(([, b]) => Math.hypot(a.e - b.e, a.f - b.f)));
                at.sort((one, other) => far(other) - far(one))[0][0].firstElementChild.id = 'loneliest';
                """);
            await browser.Click("#loneliest");
            await browser.Until("document.getElementById('sound').currentTime > 0");
            var heard = (await browser.Run("return document.getElementById('sound').dataset.clip")).GetString();
            Assert.Equal(heard, (await browser.Run("return document.getElementById('loneliest').parentNode.dataset.clip")).GetString());
            var told = (await browser.Run("return document.getElementById('about').textContent")).GetString()!;
            var name = (await browser.Run($"return document.querySelector('#points .point[data-clip=\"{heard}\"] title').textContent")).GetString()!;
            Assert.StartsWith(name, told, StringComparison.Ordinal);
            Assert.Equal(1, (await browser.Run("return document.querySelectorAll('#points .point.chosen').length")).GetInt32());
            await browser.Until("document.getElementById('sound').ended && document.getElementById('again').textContent === 'Play'");
            await Screenshots.Keep(browser, $"inspect-folder-{width}", width);
        }

        Assert.Empty(await browser.Console());
        Assert.All(await browser.Requests(), address => Assert.Matches("^(file|data):", address));
    }

    [BrowserFact]
    public async Task I_can_do_all_of_it_by_the_keyboard()
    {
        using var scene = new TrainScene();
        using var browser = await Browser.Start();
        await browser.Show(await Page(scene), 1280, 900);
        await browser.Run("document.getElementById('points').focus()");
        await browser.Press("\uE014"); // arrow to the right chooses the first point, and from there the next
        var first = (await browser.Run("return document.getElementById('about').textContent")).GetString();
        Assert.NotEqual("No clip chosen", first);
        foreach (var arrow in (string[])["\uE012", "\uE013", "\uE014", "\uE015"]) await browser.Press(arrow);
        await browser.Press("\uE007");
        await browser.Until("document.getElementById('sound').currentTime > 0");

        // A class alone: the other ones' points fade.
        await browser.Run("document.querySelector('.legend button').focus()");
        await browser.Press(" ");
        Assert.Equal(12, (await browser.Run("return document.querySelectorAll('#points .point.dim').length")).GetInt32());
        Assert.Equal("true", (await browser.Run("return document.querySelector('.legend button').getAttribute('aria-pressed')")).GetString());

        // A name in the table of copies plays, too.
        await browser.Run("document.querySelector('button.clip').focus()");
        await browser.Press(" ");
        await browser.Until("document.getElementById('sound').dataset.clip === document.querySelector('button.clip').dataset.clip");
        Assert.Empty(await browser.Console());
    }

    private static async Task<Uri> Page(TrainScene scene)
    {
        File.Copy(scene.At("training/beep/0x.wav"), scene.At("training/beep/0x copy.wav"));
        File.Delete(scene.At("training/beep/5x.wav"));
        var result = await scene.Run("inspect", "training", "--embedding", "spectrum", "--html", "page.html");
        Assert.True(result.ExitCode == 0, result.Error);
        Assert.InRange(new FileInfo(scene.At("page.html")).Length, 1, 16_000_000);
        return new Uri(scene.At("page.html"));
    }
}
