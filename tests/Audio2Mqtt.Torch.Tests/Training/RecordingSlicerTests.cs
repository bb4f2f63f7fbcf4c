using Audio2Mqtt.Torch.Audio;
using Audio2Mqtt.Torch.Tests.Audio;
using Audio2Mqtt.Torch.Training;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Training;

public sealed class RecordingSlicerTests : IDisposable
{
    private const int Rate = 44_100;
    private readonly LabelledFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(AudioFileFormat.Wav)]
    [InlineData(AudioFileFormat.Flac)]
    public void Files_are_the_recording_cut_to_the_sample_in_its_own_rate_and_channels(AudioFileFormat format)
    {
        var samples = Recording(seconds: 6);
        folder.Write("night.txt", "0.5\t1.25\tdog\n1.25\t4\tcat/kitten\n"u8);
        var files = Slice("night.txt", new() { Format = format });
        var extension = format == AudioFileFormat.Flac ? "flac" : "wav";
        Assert.Equal([$"dog/night 1_at_00h00m00s500.{extension}", $"cat_kitten/night 1_at_00h00m01s250.{extension}"], files.Select(Relative));

        // 0.5 s are frame 22050, 1.25 s frame 55125, 4 s frame 176400.
        AssertFile(files[0].Path, samples[(22_050 * 2)..(55_125 * 2)]);
        AssertFile(files[1].Path, samples[(55_125 * 2)..(176_400 * 2)]);
    }

    [Fact]
    public void Labels_in_JSON_cover_the_recording_without_a_gap_or_an_overlap()
    {
        var samples = Recording(seconds: 3);
        folder.Write("l.json", """{"0": "a", "0.3333333": "b", "1.7": "a", "1.8": "b", "2.0000001": "c"}"""u8);
        var files = Slice("l.json", new() { MinSeconds = 0.01 });
        float[] joined = [.. files.SelectMany(file => Read(file.Path))];
        Assert.Equal(samples, joined);
        Assert.Equal(5, files.Count);
    }

    [Fact]
    public void Long_stretches_become_files_of_the_longest_length_and_short_ones_are_left_out()
    {
        Recording(seconds: 6);
        folder.Write("l.txt", "0\t5.1\ta\n5.2\t5.3\tb\n"u8);
        var slicer = new RecordingSlicer(new() { MaxSeconds = 2, MinSeconds = 0.5 });
        var plan = slicer.Plan(folder.At("night 1.wav"), folder.At("l.txt"), folder.At("out"));
        Assert.Equal([2, 2, 1.1], plan.Files.Select(file => Math.Round(file.Duration.TotalSeconds, 6)));
        Assert.Contains("1 stretch is shorter than 0.5 s", Assert.Single(plan.Warnings), StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.At("out")));
    }

    [Fact]
    public void Labels_that_overlap_give_both_files_whole()
    {
        var samples = Recording(seconds: 3);
        folder.Write("l.txt", "0\t2\ta\n1\t3\tb\n"u8);
        var files = Slice("l.txt", new());
        AssertFile(files[0].Path, samples[..(2 * Rate * 2)]);
        AssertFile(files[1].Path, samples[(1 * Rate * 2)..]);
    }

    [Fact]
    public void Files_that_exist_stay_and_nothing_is_written_unless_they_are_to_be_replaced()
    {
        Recording(seconds: 2);
        folder.Write("l.txt", "0\t1\ta\n1\t2\tb\n"u8);
        folder.Write("out/b/night 1_at_00h00m01s000.wav", "mine"u8);
        var error = Assert.Throws<DatasetException>(() => Slice("l.txt", new()));
        Assert.Contains("--overwrite", error.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.At("out/a")));
        Assert.Equal(2, Slice("l.txt", new() { Overwrite = true }).Count);
        Assert.Equal(Rate * 2, Read(folder.At("out/b/night 1_at_00h00m01s000.wav")).Length);
    }

    [Fact]
    public void Ending_early_leaves_complete_files_only()
    {
        Recording(seconds: 6);
        folder.Write("l.txt", "0\t1\ta\n1\t6\tb\n"u8);
        using var cancel = new CancellationTokenSource();
        var slicer = new RecordingSlicer();
        var plan = slicer.Plan(folder.At("night 1.wav"), folder.At("l.txt"), folder.At("out"));
        var done = new List<SliceFile>();
        Assert.Throws<OperationCanceledException>(() =>
        {
            foreach (var file in slicer.Run(plan, cancellationToken: cancel.Token))
            {
                done.Add(file);
                cancel.Cancel();
            }
        });
        Assert.Equal(["a/night 1_at_00h00m00s000.wav"], done.Select(Relative));
        Assert.Equal(done.Select(file => file.Path), Directory.GetFiles(folder.At("out"), "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void A_recording_that_is_shorter_than_its_labels_gives_what_is_there()
    {
        Recording(seconds: 2);
        folder.Write("l.txt", "1\t9\ta\n30\t40\tb\n"u8);
        var plan = new RecordingSlicer().Plan(folder.At("night 1.wav"), folder.At("l.txt"), folder.At("out"));
        Assert.Equal(1, Assert.Single(plan.Files).Duration.TotalSeconds);
        Assert.Contains("'a' at 0:01.000 and 1 more reach beyond the recording, which ends at 0:02.000", Assert.Single(plan.Warnings), StringComparison.Ordinal);
        folder.Write("l.txt", "30\t40\tb\n"u8);
        Assert.Contains("leaves nothing to cut", Assert.Throws<DatasetException>(() => Slice("l.txt", new())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_second_of_ten_hours_is_cut_in_the_memory_of_a_block()
    {
        folder.LongRecording("night 1.wav", hours: 10, sampleRate: 4_000);
        folder.Write("l.json", """{"0": null, "9:59:00": "a", "9:59:01": null}"""u8);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var file = Assert.Single(Slice("l.json", new()));

        // Blocks of 16384 samples, and what opening files takes.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 << 20);
        Assert.Equal(4_000, Read(file.Path).Length);
    }

    [Theory]
    [InlineData("0\t1\ta:b\n1\t2\ta?b\n", "the labels 'a:b' and 'a?b' would share the folder a_b")]
    [InlineData("0\t1\ta\n0\t2\ta\n", "labels 'a' twice at 0:00.000")]
    public void Labels_that_would_fall_together_are_refused(string labels, string expected)
    {
        Recording(seconds: 2);
        folder.Write("l.txt", System.Text.Encoding.UTF8.GetBytes(labels));
        Assert.Contains(expected, Assert.Throws<DatasetException>(() => Slice("l.txt", new())).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dog", "dog")]
    [InlineData("Tür, laut 2", "Tür, laut 2")]
    [InlineData("../../etc", "__.._etc")]
    [InlineData("..", "_")]
    [InlineData(".hidden", "_hidden")]
    [InlineData("a/b\\c", "a_b_c")]
    [InlineData("con", "con_")]
    [InlineData("dots...", "dots")]
    public void Labels_become_names_that_every_system_takes(string label, string expected) => Assert.Equal(expected, SafeName.Of(label));

    private static float[] Read(string path)
    {
        using var reader = AudioInput.Open(path);
        return reader.ReadToEnd();
    }

    private static void AssertFile(string path, float[] expected)
    {
        using var reader = AudioInput.Open(path);
        Assert.Equal((Rate, 2), (reader.SampleRate, reader.Channels));
        Assert.Equal(expected, reader.ReadToEnd());
    }

    // As read: what 16 bits make of the noise.
    private float[] Recording(int seconds) =>
        Read(folder.Write("night 1.wav", WavFile.Bytes(Signals.Noise(seconds * Rate * 2, seed: 1), Rate, 2, 16)));

    private List<SliceFile> Slice(string labels, SliceOptions options)
    {
        var slicer = new RecordingSlicer(options);
        return [.. slicer.Run(slicer.Plan(folder.At("night 1.wav"), folder.At(labels), folder.At("out")))];
    }

    private string Relative(SliceFile file) => Path.GetRelativePath(folder.At("out"), file.Path).Replace('\\', '/');
}
