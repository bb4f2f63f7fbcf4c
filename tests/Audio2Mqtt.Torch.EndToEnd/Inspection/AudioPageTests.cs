using Audio2Mqtt.Torch.EndToEnd.Cli;
using Audio2Mqtt.Torch.EndToEnd.Report;
using Audio2Mqtt.Torch.EndToEnd.Training;
using Audio2Mqtt.Torch.Inspection;
using Audio2Mqtt.Torch.Inspection.Pages;
using Xunit;

namespace Audio2Mqtt.Torch.EndToEnd.Inspection;

/// <summary>The page of a recording in a real browser. A2M_SCREENSHOTS names a folder for pictures of what was seen.</summary>
public sealed class AudioPageTests : IDisposable
{
    private const string Cursors = "[...document.querySelectorAll('.cursor')].map(x => parseFloat(x.style.left))";
    private readonly Scratch scratch = new();

    public void Dispose() => scratch.Dispose();

    [BrowserFact]
    public async Task I_can_play_a_recording_and_a_cursor_follows_in_every_picture()
    {
        using var browser = await Browser.Start();
        var page = Page(seconds: 2);
        foreach (var width in (int[])[400, 1280])
        {
            await browser.Show(page, width, 900);
            Assert.True((await browser.Run("return document.documentElement.scrollWidth")).GetInt32() <= width, $"wider than {width}");
            await browser.Until("document.getElementById('sound').readyState >= 2");
            Assert.Equal(5, (await browser.Run($"return {Cursors}.length")).GetInt32()); // waveform, spectrogram, three classes
            Assert.All((await browser.Run($"return {Cursors}")).EnumerateArray(), left => Assert.Equal(0, left.GetDouble()));

            // Played to its end, every cursor has come to the right edge.
            await browser.Click("#play");
            await browser.Until($"{Cursors}.every(left => left > 5 && left < 100) && document.getElementById('play').textContent === 'Pause'");
            await browser.Until($"document.getElementById('sound').ended && {Cursors}.every(left => left > 99)");
            Assert.Equal("Play", (await browser.Run("return document.getElementById('play').textContent")).GetString());
            await Screenshots.Keep(browser, $"inspect-audio-{width}", width);
        }

        Assert.Empty(await browser.Console());
        Assert.All(await browser.Requests(), address => Assert.Matches("^(file|data):", address));
    }

    [BrowserFact]
    public async Task I_can_go_to_a_place_by_a_click_and_by_the_keyboard()
    {
        using var browser = await Browser.Start();
        await browser.Show(Page(seconds: 2), 1280, 900);
        await browser.Until("document.getElementById('sound').readyState >= 2");

        // The driver clicks into the middle.
        await browser.Click(".strip.spectrogram");
        await browser.Until($"{Cursors}.every(left => Math.abs(left - 50) < 1)");
        await browser.Run("document.getElementById('seek').focus()");
        await browser.Press("\uE011"); // the key Home
        await browser.Until($"{Cursors}.every(left => left === 0)");
        Assert.Equal("0:00.0", (await browser.Run("return document.getElementById('seek').getAttribute('aria-valuetext')")).GetString());
        await browser.Run("document.getElementById('play').focus()");
        await browser.Press(" ");
        await browser.Until($"{Cursors}.every(left => left > 5)");
        Assert.Empty(await browser.Console());
    }

    [BrowserFact]
    public async Task Whoever_cannot_see_the_pictures_is_told_what_they_show()
    {
        using var browser = await Browser.Start();
        await browser.Show(Page(seconds: 2), 1280, 900);
        var seen = await browser.Run("""
            return {
              unnamed: [...document.querySelectorAll('svg, img')].filter(x => !(x.getAttribute('aria-label') || x.getAttribute('alt'))).length,
              broken: [...document.images].filter(x => !x.complete || x.naturalWidth === 0).length,
              script: document.title,
              marks: [...document.querySelectorAll('svg text')].filter(x => x.textContent.endsWith(' Hz')).map(x => x.textContent).join(),
              headings: document.querySelectorAll('h1').length,
            }
            """);
        Assert.Equal((0, 0, 1), (seen.GetProperty("unnamed").GetInt32(), seen.GetProperty("broken").GetInt32(), seen.GetProperty("headings").GetInt32()));
        Assert.Equal("a <b> & c.wav", seen.GetProperty("script").GetString());
        Assert.Equal("300 Hz,4000 Hz", seen.GetProperty("marks").GetString());
    }

    [BrowserFact]
    public async Task Of_a_long_recording_the_beginning_can_be_played_and_the_page_says_so()
    {
        using var browser = await Browser.Start();
        Sounds.Hours(scratch.At("night.wav"), 1);
        var audio = AudioInspector.Inspect(scratch.At("night.wav"), new() { WithPictures = true });
        AudioPage.Write(scratch.At("night.html"), audio, null);
        Assert.InRange(new FileInfo(scratch.At("night.html")).Length, 1, 10_000_000);
        await browser.Show(new Uri(scratch.At("night.html")), 400, 900);
        Assert.Contains("The first 2:00.000 can be played", (await browser.Run("return document.getElementById('player').innerText")).GetString(), StringComparison.Ordinal);

        // Two minutes of an hour are 12 points of 400: too few for a finger.
        Assert.InRange((await browser.Run("return document.getElementById('seek').getBoundingClientRect().width")).GetDouble(), 100, 400);
        await browser.Until("document.getElementById('sound').readyState >= 1");
        Assert.Equal(120, (await browser.Run("return document.getElementById('sound').duration")).GetDouble(), 0.1);
        Assert.Empty(await browser.Console());
    }

    private Uri Page(int seconds)
    {
        var file = scratch.At("a <b> & c.wav");
        Sounds.Tone(file, 440);
        var audio = AudioInspector.Inspect(file, new() { WithPictures = true, Duration = TimeSpan.FromSeconds(seconds) });
        TimeSpan[] times = [.. Enumerable.Range(0, 4).Select(k => TimeSpan.FromSeconds(0.48 * (k + 1)))];
        var timeline = new ClassTimeline("the model <x>", ["dog & cat", "<i>bell</i>", "a class with a long name that goes on and on"], times, [[0.1f, 0.9f, 1, 0], [0, 0, 0.5f, 1], [1, 0, 0, 0]]);
        var path = scratch.At($"{Guid.NewGuid():n}.html");
        AudioPage.Write(path, audio, timeline, 300, 4000);
        return new Uri(path);
    }
}
