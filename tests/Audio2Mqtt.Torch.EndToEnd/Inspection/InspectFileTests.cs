using System.Text.Json;
using Audio2Mqtt.Torch.EndToEnd.Cli;
using Audio2Mqtt.Torch.EndToEnd.Training;
using Xunit;

namespace Audio2Mqtt.Torch.EndToEnd.Inspection;

public sealed class InspectFileTests : IDisposable
{
    private static readonly string[] Fields =
    [
        "version", "path", "format", "sample_rate", "channels", "start", "duration", "rms", "rms_dbfs", "peak", "peak_dbfs", "dc_offset", "clipping", "silence",
        "snr_db", "noise_dbfs", "snr_note", "warnings", "advice",
    ];

    private readonly Scratch scratch = new();

    public void Dispose() => scratch.Dispose();

    [Fact]
    public async Task I_can_see_what_a_recording_is_without_weights()
    {
        Sounds.Tone(scratch.At("tone.wav"), 440);
        var result = await ProgramRun.ToEndWith(scratch.At("none"), "inspect", scratch.At("tone.wav"));
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Equal(scratch.At("tone.wav"), result.OutputLines[0]);
        Assert.Equal("  format    WAV, 16-bit PCM, 16000 Hz, 1 channel", result.OutputLines[1]);
        Assert.Equal("  duration  0:02.000", result.OutputLines[2]);

        // A sine of 0.3: 20 log10(0.3 / sqrt 2) = -13.5 dBFS.
        Assert.StartsWith("  level     -13.5 dBFS RMS (0.212", result.OutputLines[3], StringComparison.Ordinal);
        Assert.Equal(["format", "duration", "level", "clipping", "silence", "DC", "SNR"], result.OutputLines.Skip(1).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[0]));
    }

    [Fact]
    public async Task I_can_read_the_figures_with_a_program()
    {
        Sounds.Tone(scratch.At("tone.wav"), 440);
        var result = await ProgramRun.ToEndWith(scratch.At("none"), "inspect", scratch.At("tone.wav"), "--start", "0.5", "--duration", "1", "--json");
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        using var document = JsonDocument.Parse(result.Output);
        Assert.Equal(Fields, document.RootElement.EnumerateObject().Select(member => member.Name));
        Assert.Equal((0.5, 1.0), (document.RootElement.GetProperty("start").GetDouble(), document.RootElement.GetProperty("duration").GetDouble()));
        Assert.Equal(["rms", "rms_dbfs", "peak", "peak_dbfs", "dc_offset", "clipped_samples"], document.RootElement.GetProperty("channels")[0].EnumerateObject().Select(member => member.Name));
        Assert.Equal(["samples", "count", "seconds", "stretches"], document.RootElement.GetProperty("clipping").EnumerateObject().Select(member => member.Name));
        Assert.Equal(["below_dbfs", "share", "count", "seconds", "stretches"], document.RootElement.GetProperty("silence").EnumerateObject().Select(member => member.Name));
    }

    [Fact]
    public async Task What_cannot_be_inspected_is_one_line()
    {
        Sounds.Tone(scratch.At("tone.wav"), 440);
        scratch.Write("text.wav", "no sound");
        Sounds.Instant(scratch.At("one.wav"));
        Directory.CreateDirectory(scratch.At("folder.html"));
        var tone = scratch.At("tone.wav");
        foreach (var (arguments, expected) in ((string[], string)[])
            [
                ([scratch.At("none.wav")], "none.wav: no such file"),
                ([scratch.At("text.wav")], "text.wav: is not audio"),
                ([tone, "--start", "10"], "tone.wav: "),
                (["-"], "-: inspect reads files, and some twice"),
                ([tone, "--no-cache"], "--no-cache is for a folder of class folders"),
                ([scratch.Folder, "--png", scratch.At("a.png")], "--png is for a recording"),
                ([tone, "--low", "4000", "--high", "300"], "--high 300 is not above --low 4000"),
                ([tone, "--low", "300"], "--low is for the page: add --html FILE.html"),
                ([tone, "--network", "lite", "--png", scratch.At("a.png")], "--network is for the page"),
                ([tone, "--html", tone], "--html: '" + tone + "' does not end with .html"),
                ([scratch.Folder, "--html", ""], "--html: '' does not end with .html"),
                ([tone, "--png", scratch.At("a.html")], "a.html' does not end with .png"),
                ([tone, "--html", scratch.At("folder.html")], "folder.html is a folder: name a file"),
                ([scratch.At("one.wav"), "--png", scratch.At("a.png")], "one.wav: is too short for pictures"),
            ])
        {
            var result = await ProgramRun.ToEndWith(scratch.At("none-here"), ["inspect", .. arguments]);
            Assert.Equal((2, ""), (result.ExitCode, result.Output));
            Assert.Contains(expected, Assert.Single(result.ErrorLines), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task I_can_look_at_a_broken_recording_though_nothing_is_heard_in_it()
    {
        Sounds.NotANumber(scratch.At("nan.wav"));
        HandMadeModel.Random(scratch.At("models/mine"), ModelKind.Spectrum, scratch.At("none"));
        var result = await ProgramRun.ToEndWith(scratch.At("none"), "inspect", scratch.At("nan.wav"), "--html", scratch.At("nan.html"), "--custom", scratch.At("models/mine"));
        Assert.Equal(0, result.ExitCode);
        Assert.Equal(3, result.ErrorLines.Length);
        Assert.Contains("samples are not finite, the first at 0:00.000; read as 0", result.ErrorLines[0], StringComparison.Ordinal);
        Assert.Contains("warning: the page has no classes: ", result.ErrorLines[1], StringComparison.Ordinal);
        Assert.Equal($"a2m-torch: wrote {scratch.At("nan.html")}", result.ErrorLines[2]);
        Assert.DoesNotContain("What is heard when", await File.ReadAllTextAsync(scratch.At("nan.html")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task I_can_keep_the_spectrogram_as_a_picture()
    {
        Sounds.Tone(scratch.At("tone.wav"), 440);
        var result = await ProgramRun.ToEndWith(scratch.At("none"), "inspect", scratch.At("tone.wav"), "--png", scratch.At("new/tone.png"));
        Assert.Equal((0, $"a2m-torch: wrote {scratch.At("new/tone.png")}"), (result.ExitCode, Assert.Single(result.ErrorLines)));

        // Width and height stand behind signature, length and name of the first chunk: 198 frames of 10 ms, 64 bands of four rows.
        var png = await File.ReadAllBytesAsync(scratch.At("new/tone.png"));
        Assert.Equal((198, 256), ((png[18] << 8) | png[19], (png[22] << 8) | png[23]));
    }

    [Fact]
    public async Task I_can_see_when_my_own_model_hears_what()
    {
        Sounds.Tone(scratch.At("tone.wav"), 440);
        HandMadeModel.Random(scratch.At("models/mine"), ModelKind.Spectrum, scratch.At("none"));
        var result = await ProgramRun.ToEndWith(scratch.At("none"), "inspect", scratch.At("tone.wav"), "--html", scratch.At("tone.html"), "--custom", scratch.At("models/mine"));
        Assert.Equal((0, $"a2m-torch: wrote {scratch.At("tone.html")}"), (result.ExitCode, Assert.Single(result.ErrorLines)));
        var page = await File.ReadAllTextAsync(scratch.At("tone.html"));
        Assert.Contains("What is heard when: the model mine", page, StringComparison.Ordinal);
        Assert.Contains("data:audio/flac;base64,", page, StringComparison.Ordinal);
        Assert.DoesNotContain(scratch.Folder, page, StringComparison.Ordinal); // no path of this machine
    }
}
