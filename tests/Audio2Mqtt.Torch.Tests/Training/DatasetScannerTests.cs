using Audio2Mqtt.Torch.Tests.Audio;
using Audio2Mqtt.Torch.Training;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Training;

public sealed class DatasetScannerTests : IDisposable
{
    private readonly LabelledFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Folders_are_classes_and_clips_are_ordered()
    {
        folder.Noise("dog/b.wav");
        folder.Noise("dog/a.WAV");
        folder.Noise("dog/monday/c.wav");
        folder.Noise("Straßen lärm v1.2/Tür 1.wav");
        folder.Noise("background/x.flac"); // by its extension; its bytes say WAV
        folder.Write("dog/notes.md", "no audio"u8);
        folder.Write("dog/.hidden.wav", "x"u8);
        folder.Write("dog/.trash/old.wav", "x"u8);
        folder.Write(".git/a.wav", "x"u8);
        var dataset = folder.Scan();
        Assert.Equal(["Straßen lärm v1.2", "background", "dog"], dataset.Classes);
        Assert.Equal(
            ["Straßen lärm v1.2/Tür 1.wav", "background/x.flac", "dog/a.WAV", "dog/b.wav", "dog/monday/c.wav"],
            dataset.Clips.Select(clip => Relative(clip.Path)));
        Assert.All(dataset.Clips, clip => Assert.Equal(clip.ClassName, Relative(clip.Path).Split('/')[0]));
        Assert.All(dataset.Clips, clip => Assert.Null(clip.Duration));
        Assert.Equal(5, dataset.Clips.Select(clip => clip.Recording).Distinct().Count());
    }

    [Fact]
    public void Labelled_recordings_beside_the_folders_become_clips_of_at_most_5_seconds()
    {
        folder.Noise("dog/a.wav");
        folder.Noise("long night.wav", seconds: 20);
        folder.Write("long night.labels.json", """{"00:00": "background", "00:12": "dog", "00:13": null, "00:19.9": "cat"}"""u8);
        folder.Noise("kitchen.wav", seconds: 4);
        folder.Write("kitchen.txt", "1\t2.5\tcat\n"u8);
        var dataset = folder.Scan();
        Assert.Equal(["background", "cat", "dog"], dataset.Classes);
        Assert.Equal(
            [
                ("background", "long night.wav", 0, 5), ("background", "long night.wav", 5, 5), ("background", "long night.wav", 10, 2),
                ("cat", "kitchen.wav", 1, 1.5), ("dog", "dog/a.wav", 0, 0), ("dog", "long night.wav", 12, 1),
            ],
            dataset.Clips.Select(clip => (clip.ClassName, Relative(clip.Path), clip.Start.TotalSeconds, clip.Duration?.TotalSeconds ?? 0)));
        Assert.Equal(["long night.wav"], dataset.Clips.Where(clip => clip.Path.EndsWith("night.wav", StringComparison.Ordinal)).Select(clip => clip.Recording).Distinct());
        Assert.Contains(dataset.Warnings, warning => warning.Contains("1 stretch is shorter than 0.2 s", StringComparison.Ordinal));
    }

    [Fact]
    public void A_long_file_in_a_class_folder_is_cut_into_pieces_of_one_recording()
    {
        folder.Noise("dog/a.wav");
        folder.Noise("background/long.wav", seconds: 31);
        folder.Noise("background/short.wav", seconds: 30);
        var clips = folder.Scan().Clips.Where(clip => clip.ClassName == "background").ToList();
        Assert.Equal([0, 5, 10, 15, 20, 25, 30, 0], clips.Select(clip => (int)clip.Start.TotalSeconds));
        Assert.Equal([5, 5, 5, 5, 5, 5, 1, null], clips.Select(clip => clip.Duration?.TotalSeconds));
        Assert.Equal(2, clips.Select(clip => clip.Recording).Distinct().Count());
    }

    [FfmpegFact]
    public void A_long_file_that_only_ffmpeg_reads_is_measured_by_decoding_it()
    {
        folder.Noise("dog/a.wav");
        Directory.CreateDirectory(folder.At("background"));
        using var sounds = new TemporaryFolder();

        // 40 s at 320 kbit/s are 1.6 MB; ADTS has no header that tells a length.
        File.Move(sounds.Encode("a.aac", Signals.Noise(40 * 44_100 * 2, seed: 1), 44_100, 2, "-b:a", "320k"), folder.At("background/a.aac"));
        var clips = folder.Scan().Clips.Where(clip => clip.ClassName == "background").ToList();
        Assert.Equal(8, clips.Count);
        Assert.Equal(40, clips.Sum(clip => clip.Duration!.Value.TotalSeconds), 0.1); // AAC adds a frame or two of 23 ms
    }

    [Fact]
    public void Pieces_share_their_recording_across_classes_and_numbered_files_do_not()
    {
        foreach (var name in (string[])["dog/yard.wav", "dog/yard_at_00h00m10s000.wav", "cat/yard_at_00h00m12s000.wav", "dog/001.wav", "cat/001.wav", "cat/ring_1.wav", "cat/ring_2.wav"])
            folder.Noise(name);
        var recordings = folder.Scan().Clips.ToDictionary(clip => Relative(clip.Path), clip => clip.Recording);
        Assert.Equal("yard", recordings["dog/yard.wav"]);
        Assert.Equal("yard", recordings["cat/yard_at_00h00m12s000.wav"]);
        Assert.Equal(5, recordings.Values.Distinct().Count());
    }

    [Fact]
    public void A_pattern_of_the_users_decides_what_one_recording_is()
    {
        foreach (var name in (string[])["dog/mon/1.wav", "dog/mon/2.wav", "dog/tue/1.wav", "cat/mon-7.wav", "cat/x_a.wav", "cat/x_b.wav"]) folder.Noise(name);
        var recordings = folder.Scan(new() { GroupPattern = "^(mon|tue)" }).Clips.Select(clip => clip.Recording);
        Assert.Equal(["mon", "x", "x", "mon", "mon", "tue"], recordings);
        Assert.Throws<System.Text.RegularExpressions.RegexParseException>(() => new DatasetOptions { GroupPattern = "(" });
    }

    [Fact]
    public void Equal_files_are_one_recording_and_equal_files_of_two_classes_are_told()
    {
        folder.Noise("dog/a.wav", seconds: 6);
        folder.Noise("dog/other of that length.wav", seconds: 6);
        folder.Copy("dog/a.wav", "dog/copy of a.wav");
        folder.Copy("dog/a.wav", "cat/also a.wav");
        var dataset = folder.Scan();
        var recordings = dataset.Clips.Select(clip => clip.Recording).ToList();
        Assert.Equal(2, recordings.Distinct().Count());
        Assert.Equal(recordings[0], recordings[1]);
        Assert.Contains(dataset.Warnings, warning => warning.Contains("cat/also a.wav", StringComparison.Ordinal) && warning.Contains("different classes", StringComparison.Ordinal));
    }

    [Fact]
    public void Few_clips_imbalance_and_a_missing_background_are_told()
    {
        for (var i = 0; i < 20; i++) folder.Noise($"dog/{i}.wav", seconds: 0.2);
        for (var i = 0; i < 3; i++) folder.Noise($"cat/{i}.wav", seconds: 0.2);
        var warnings = folder.Scan().Warnings;
        Assert.Contains(warnings, warning => warning.Contains("no class is background", StringComparison.Ordinal) && warning.Contains("a2m-torch background", StringComparison.Ordinal));
        Assert.Contains(warnings, warning => warning.Contains("under 20 clips: 'cat' 3;", StringComparison.Ordinal));
        Assert.Contains(warnings, warning => warning.Contains("'dog' has 20 clips and 'cat' 3: over 5 to 1", StringComparison.Ordinal));
        Assert.Equal(3, warnings.Count);
        folder.Noise("cat/3.wav", seconds: 0.2);
        for (var i = 0; i < 20; i++) folder.Noise($"Background/{i}.wav", seconds: 0.2);
        Assert.DoesNotContain(folder.Scan().Warnings, warning => warning.Contains("no class", StringComparison.Ordinal) || warning.Contains("5 to 1", StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_left_out_is_told()
    {
        folder.Noise("dog/a.wav");
        folder.Noise("dogs/a.wav");
        folder.Write("empty/readme.md", "nothing"u8);
        folder.Noise("loose.wav");
        folder.Write("gone.labels.json", "{}"u8);
        folder.Write("notes.txt", "nobody's labels"u8);
        folder.Write("dog/labels.json", "{}"u8);
        folder.Write("broken.wav", "no audio"u8);
        folder.Write("broken.txt", "0\t1\tdog"u8);
        var warnings = folder.Scan().Warnings;
        foreach (var expected in (string[])
            ["empty: no audio file", "loose.wav: beside the class folders", "no recording gone beside it", "labels are read beside class folders", "broken.wav: ", "'dog' and 'dogs' have almost"])
            Assert.Single(warnings, warning => warning.Contains(expected, StringComparison.Ordinal));
        Assert.DoesNotContain(warnings, warning => warning.Contains("notes.txt", StringComparison.Ordinal));
    }

    [Fact]
    public void A_folder_that_cannot_be_used_is_one_line()
    {
        Fails("holds no recordings");
        folder.Write("dog/readme.md", "x"u8);
        Fails("holds no recordings");
        folder.Noise("a.wav");
        Fails("holds recordings, but in no class folder");
        folder.Noise("dog/a.wav");
        Fails("one class only, 'dog'", "at least two", "a2m-torch background");
        Assert.Single(folder.Scan(new() { MinimumClasses = 1 }).Classes);
        folder.Noise("ÄRGER/a.wav");
        folder.Noise("Ärger/a.wav");
        Fails("'ÄRGER' and 'Ärger' differ in case only");
        Assert.Contains("no such folder", Assert.Throws<DatasetException>(() => new DatasetScanner().Scan(folder.At("none"))).Message, StringComparison.Ordinal);
        Assert.Contains("is a file", Assert.Throws<DatasetException>(() => new DatasetScanner().Scan(folder.At("dog/a.wav"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Labels_that_fit_two_recordings_are_refused()
    {
        folder.Noise("a.wav");
        folder.Noise("a.mp3");
        folder.Write("a.txt", "0\t1\tdog"u8);
        Fails("fits a.mp3 and a.wav: keep one of them");
    }

    [Fact]
    public void A_link_to_a_folder_above_does_not_go_round()
    {
        folder.Noise("dog/a.wav");
        folder.Noise("cat/a.wav");
        Directory.CreateSymbolicLink(folder.At("dog/again"), folder.Path);
        Assert.Equal(2, folder.Scan().Clips.Count);
    }

    private string Relative(string path) => Path.GetRelativePath(folder.Path, path).Replace('\\', '/');

    private void Fails(params string[] expected)
    {
        var error = Assert.Throws<DatasetException>(() => folder.Scan());
        Assert.StartsWith(folder.Path, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
        Assert.All(expected, text => Assert.Contains(text, error.Message, StringComparison.Ordinal));
    }
}
