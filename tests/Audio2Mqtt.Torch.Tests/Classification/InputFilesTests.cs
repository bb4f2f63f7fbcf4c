using Audio2Mqtt.Torch.Classification;
using Audio2Mqtt.Torch.Tests.Audio;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Classification;

public sealed class InputFilesTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public InputFilesTests()
    {
        Directory.CreateDirectory(At("deep/deeper"));
        foreach (var name in (string[])["b.wav", "a.MP3", "notes.txt", "deep/c.flac", "deep/deeper/d.ogg"]) folder.Write(name, "x"u8);
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_folder_gives_its_audio_files_sorted() => Assert.Equal([At("a.MP3"), At("b.wav")], Expand(false, folder.FullPath));

    [Fact]
    public void Recursion_looks_into_folders_below() =>
        Assert.Equal([At("a.MP3"), At("b.wav"), At("deep/c.flac"), At("deep/deeper/d.ogg")], Expand(true, folder.FullPath));

    [Theory]
    [InlineData("*.wav", "b.wav")]
    [InlineData("*.*", "a.MP3", "b.wav", "notes.txt")]
    [InlineData("deep/*.flac", "deep/c.flac")]
    [InlineData("**/*.ogg", "deep/deeper/d.ogg")]
    [InlineData("d*/c.*", "deep/c.flac")]
    public void A_pattern_gives_what_it_matches(string pattern, params string[] expected) =>
        Assert.Equal(expected.Select(At), Expand(false, At(pattern)));

    [Fact]
    public void What_is_named_outright_stays_in_its_place() =>
        Assert.Equal([At("notes.txt"), "missing.wav", "-", "rtsp://host/*?x"], Expand(false, At("notes.txt"), "missing.wav", "-", "rtsp://host/*?x"));

    [Fact]
    public void A_file_whose_name_looks_like_a_pattern_is_itself()
    {
        if (OperatingSystem.IsWindows()) return; // such names do not exist there
        var odd = folder.Write("what?*.wav", "x"u8);
        Assert.Equal([odd], Expand(false, odd));
    }

    [Theory]
    [InlineData("*.aiff", "no file matches")]
    [InlineData("none/*.wav", "no file matches")]
    public void A_pattern_without_a_match_is_an_error(string pattern, string expected) =>
        Assert.Contains(expected, Assert.Throws<Audio2MqttException>(() => Expand(false, At(pattern))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_folder_without_audio_names_the_option_that_looks_deeper()
    {
        Directory.CreateDirectory(At("empty"));
        Assert.Contains("--recursive", Assert.Throws<Audio2MqttException>(() => Expand(false, At("empty"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Standard_input_can_be_named_once_only() => Assert.Throws<Audio2MqttException>(() => Expand(false, "-", "-"));

    private static IReadOnlyList<string> Expand(bool recursive, params string[] paths) => InputFiles.Expand(paths, recursive);

    private string At(string path) => Path.Combine(folder.FullPath, path);
}
