using Audio2Mqtt.Torch.Audio;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Audio;

/// <summary>What is wrong with a file is told in one line; what is left of it is given.</summary>
public class BrokenAudioTests
{
    [Fact]
    public void A_missing_file_is_named() => AssertError("/nowhere/clip.wav", "/nowhere/clip.wav: no such file");

    [Fact]
    public void A_file_whose_name_is_no_text_is_told() => AssertError("/nowhere/bad\uFFFD.wav", "/nowhere/bad\uFFFD.wav: no such file; if it is there, its name is not UTF-8: rename it");

    [Fact]
    public void A_folder_is_not_a_file()
    {
        using var folder = new TemporaryFolder();
        AssertError(folder.FullPath, $"{folder.FullPath}: is a folder, not a file");
    }

    [Fact]
    public void An_empty_file_is_told()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("a.wav", []);
        AssertError(path, $"{path}: is empty (0 bytes)");
    }

    [Fact]
    public void A_header_without_audio_is_told()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("a.wav", WavFile.Bytes([], 16_000, 1, 16));
        AssertError(path, $"{path}: holds no audio, only a header");
    }

    [FfmpegFact]
    public void Text_renamed_to_wav_is_told()
    {
        using var folder = new TemporaryFolder();
        foreach (var name in (string[])["a.wav", "a.au", "a.voc"])
        {
            var path = folder.Write(name, "Dear diary, today I renamed a file.\n"u8);
            AssertError(path, $"{path}: is not audio that can be read (ffmpeg: Invalid data found when processing input)");
        }

        // For these ffmpeg trusts the extension at first, and then says in other words that there is nothing.
        foreach (var name in (string[])["a.flac", "a.mp3", "a.aac", "a.ogg"])
        {
            var path = folder.Write(name, "Dear diary, today I renamed a file.\n"u8);
            var error = Assert.Throws<AudioException>(() => AudioInput.Open(path));
            Assert.StartsWith($"{path}: is not audio that can be read (ffmpeg: ", error.Message, StringComparison.Ordinal);
        }
    }

    [FfmpegFact]
    public void A_wav_header_cut_in_the_middle_is_told_by_both_readers()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("a.wav", WavFile.Bytes(new float[100], 16_000, 1, 16).AsSpan(0, 30));
        var error = Assert.Throws<AudioException>(() => AudioInput.Open(path));
        Assert.StartsWith($"{path}: cannot be decoded (libsndfile: ", error.Message, StringComparison.Ordinal);
        Assert.Contains("; ffmpeg: ", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
        Assert.Equal(path, error.Path);
    }

    [FfmpegFact]
    public void A_video_without_sound_is_told()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Run("a.mp4", "-f", "lavfi", "-i", "testsrc=duration=1:size=64x64");
        AssertError(path, $"{path}: is not audio that can be read (ffmpeg: it holds no audio stream)");
    }

    [Fact]
    public void A_file_that_needs_ffmpeg_names_the_command_where_there_is_none()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("a.m4a", "\0\0\0\x20ftypM4A "u8);
        var options = new AudioInputOptions { FfmpegPath = "/nowhere/ffmpeg" };
        var error = Assert.Throws<AudioException>(() => AudioInput.Open(path, options));
        Assert.Equal($"{path}: ffmpeg is needed to read it and is not installed: {FfmpegProgram.Mend}", error.Message);
    }

    [Theory]
    [InlineData(3, 1, "a.wav: claims 3 samples a second; 1000 to 1536000 can be read")]
    [InlineData(2_000_000_000, 1, "a.wav: claims 2000000000 samples a second; 1000 to 1536000 can be read")]
    [InlineData(16_000, 200, "a.wav: claims 200 channels; 1 to 64 can be read")]
    public void Headers_beyond_reason_are_refused(int rate, int channels, string message)
    {
        var file = WavFile.Bytes(new float[channels * 10], rate, channels, 8);
        Assert.Equal(message, Assert.Throws<AudioException>(() => AudioInput.Open(new MemoryStream(file), "a.wav")).Message);
    }

    [Fact]
    public void A_file_without_permission_is_told()
    {
        // Root may read everything, and Windows has no such bits.
        if (OperatingSystem.IsWindows() || Environment.UserName == "root") return;
        using var folder = new TemporaryFolder();
        var path = folder.Write("a.wav", WavFile.Bytes(new float[10], 16_000, 1, 16));
        File.SetUnixFileMode(path, UnixFileMode.None);
        AssertError(path, $"{path}: permission denied");
    }

    [FfmpegTheory]
    [InlineData("a.wav", "the header tells of 70591 bytes more: the file is truncated")]
    [InlineData("a.aiff", "the header tells of ")]
    [InlineData("a.flac", "of 0:02.000: the file is truncated or damaged")]
    [InlineData("a.ogg", "the last page is missing: the file is truncated")]
    [InlineData("a.opus", "the last page is missing: the file is truncated")]
    [InlineData("a.aac", "the file is truncated or damaged (ffmpeg: ")]
    public void What_is_left_of_a_truncated_file_is_given_with_a_warning(string file, string warning)
    {
        using var folder = new TemporaryFolder();
        var whole = File.ReadAllBytes(folder.Encode(file, Signals.Noise(2 * 44_100, seed: 1), 44_100, 1));
        var path = folder.Write("cut" + Path.GetExtension(file), whole.AsSpan(0, (whole.Length * 6 / 10) + 1));
        using var reader = AudioInput.Open(path);
        var samples = reader.ReadToEnd();
        Assert.InRange((double)samples.Length / reader.SampleRate, 0.8, 1.4);
        Assert.Contains(warning, Assert.Single(reader.Warnings), StringComparison.Ordinal);
        Assert.DoesNotContain('\n', reader.Warnings[0]);
    }

    [FfmpegFact]
    public void What_is_left_of_a_truncated_mp3_is_given()
    {
        // MP3 frames stand alone: a cut file is a shorter file, and only its tag could tell.
        using var folder = new TemporaryFolder();
        var whole = File.ReadAllBytes(folder.Encode("a.mp3", Signals.Noise(2 * 44_100, seed: 1), 44_100, 1));
        using var reader = AudioInput.Open(folder.Write("cut.mp3", whole.AsSpan(0, whole.Length * 6 / 10)));
        Assert.InRange((double)reader.ReadToEnd().Length / reader.SampleRate, 0.8, 1.4);
    }

    [FfmpegFact]
    public void A_damaged_middle_does_not_stop_the_reading()
    {
        using var folder = new TemporaryFolder();
        foreach (var file in (string[])["a.flac", "a.ogg", "a.mp3", "a.aac"])
        {
            var bytes = File.ReadAllBytes(folder.Encode(file, Signals.Noise(2 * 44_100, seed: 1), 44_100, 1));
            new Random(2).NextBytes(bytes.AsSpan(bytes.Length / 2, 300));
            using var reader = AudioInput.Open(folder.Write("damaged" + Path.GetExtension(file), bytes));
            Assert.InRange((double)reader.ReadToEnd().Length / reader.SampleRate, 0.9, 2.2);
        }
    }

    private static void AssertError(string path, string message)
    {
        var error = Assert.Throws<AudioException>(() => AudioInput.Open(path));
        Assert.Equal(message, error.Message);
        Assert.Equal(path, error.Path);
    }
}
