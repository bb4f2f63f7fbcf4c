using System.Text.Json;
using Audio2Mqtt.Torch.Audio;
using Audio2Mqtt.Torch.Classification;
using Audio2Mqtt.Torch.Cli.Options;
using Audio2Mqtt.Torch.Cli.Rendering;
using Audio2Mqtt.Torch.Network.Weights;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Cli;

/// <summary>The formats are interfaces: their text is held here letter by letter.</summary>
public class RenderingTests
{
    private static readonly ClassifierOptions Plain = new();
    private static readonly ClassifierOptions Timeline = new() { KeepPatches = true };
    private static readonly RunSummary Done = new(1, false, new("lite", "abc"), null);
    private static readonly ClassScore Cat = new(76, "Cat", 0.75f);
    private static readonly ClassScore Pets = new(68, "Domestic animals, pets", 0.5f);

    private static readonly FileResult Good = new()
    {
        Path = "a \"b\".wav",
        Info = new AudioInfo("WAV", "16-bit PCM", 16_000, 1, TimeSpan.FromSeconds(1.2)),
        Duration = TimeSpan.FromSeconds(1.2),
        PatchCount = 2,
        Classes = [Cat, Pets],
        Patches = [new(TimeSpan.Zero, TimeSpan.FromSeconds(0.96), [Cat]), new(TimeSpan.FromSeconds(0.48), TimeSpan.FromSeconds(1.2), [])],
        Segments = [new(TimeSpan.Zero, TimeSpan.FromSeconds(1.2), 68, "Domestic animals, pets", 0.875f)],
        Warnings = ["odd"],
    };

    private static readonly FileResult Bad = new() { Path = "bad.wav", Error = new Audio2MqttException("bad.wav: broken") };

    [Fact]
    public void Text_has_a_line_a_class_and_says_what_scores_are() => AssertText(
        """
        # scores: the mean over patches of 521 independent sigmoids in [0, 1]; they do not sum to 1
        a "b".wav (0:01.200, 2 patches)
           76  Cat                               0.750
           68  Domestic animals, pets            0.500

        """,
        Write(output => new TextResultWriter(output, Request(Plain)), Good with { Patches = [] }, Bad));

    [Fact]
    public void Text_with_a_timeline_has_a_line_a_patch() => AssertText(
        """
        # scores: the max over patches of 521 independent sigmoids in [0, 1]; they do not sum to 1
        a "b".wav (from 0:10.000, 0:01.200, 2 patches)
          # no class reaches the threshold
          0:00.000-0:00.960  76 Cat 0.750
          0:00.480-0:01.200

        """,
        Write(
            output => new TextResultWriter(output, Request(Timeline with { Aggregate = ScoreAggregate.Max })),
            Good with { Classes = [], Start = TimeSpan.FromSeconds(10) }));

    [Fact]
    public void Csv_quotes_what_needs_it() => AssertText(
        """
        path,start,end,index,class,score
        "a ""b"".wav",0.000,1.200,76,Cat,0.750000
        "a ""b"".wav",0.000,1.200,68,"Domestic animals, pets",0.500000

        """,
        Write(output => new CsvWriter(output, Plain), Good, Bad));

    [Fact]
    public void Csv_with_a_timeline_has_the_patches_times() => AssertText(
        """
        path,start,end,index,class,score
        "a ""b"".wav",0.000,0.960,76,Cat,0.750000

        """,
        Write(output => new CsvWriter(output, Timeline), Good));

    [Fact]
    public void Csv_without_results_is_its_header() => AssertText("path,start,end,index,class,score\n", Write(output => new CsvWriter(output, Plain)));

    [Fact]
    public void Audacity_gets_start_end_and_label() => AssertText(
        "0.000000\t1.200000\tDomestic animals, pets 0.88\n", Write(output => new LabelWriter(new AudacityLabels(), output, null), Good, Bad));

    [Fact]
    public void Raven_gets_a_selection_table() => AssertText(
        "Selection\tView\tChannel\tBegin Time (s)\tEnd Time (s)\tLow Freq (Hz)\tHigh Freq (Hz)\tBegin Path\tClass\tScore\n"
        + "1\tSpectrogram 1\t1\t0.000\t1.200\t0\t8000\ta \"b\".wav\tDomestic animals, pets\t0.8750\n",
        Write(output => new LabelWriter(new RavenLabels(), output, null), Good));

    [Fact]
    public void Json_lines_are_a_document_each() => AssertText(
        """
        {"path":"a \"b\".wav","error":null,"format":"WAV, 16-bit PCM, 16000 Hz, 1 channel, 0:01.200","start":0,"duration":1.2,"patches":2,"classes":[{"index":76,"name":"Cat","score":0.75},{"index":68,"name":"Domestic animals, pets","score":0.5}],"warnings":["odd"]}
        {"path":"bad.wav","error":"bad.wav: broken","format":null,"start":0,"duration":0,"patches":0,"classes":[],"warnings":[]}

        """,
        Write(output => new JsonLinesWriter(output, Plain), Good, Bad));

    [Fact]
    public void Json_is_one_document_with_these_fields()
    {
        using var document = JsonDocument.Parse(Write(output => new JsonWriter(output, Request(Timeline)), Good, Bad));
        var root = document.RootElement;
        Assert.Equal(["version", "scores", "aggregate", "hop", "files", "failed", "interrupted", "network", "model"], Names(root));
        Assert.Equal(["name", "hash"], Names(root.GetProperty("network")));
        Assert.Equal(["path", "error", "format", "start", "duration", "patches", "classes", "frames", "warnings"], Names(root.GetProperty("files")[0]));
        Assert.Equal(["start", "end", "classes"], Names(root.GetProperty("files")[0].GetProperty("frames")[0]));
        Assert.Equal(["index", "name", "score"], Names(root.GetProperty("files")[0].GetProperty("classes")[0]));
        Assert.Equal("bad.wav: broken", root.GetProperty("files")[1].GetProperty("error").GetString());
        Assert.Equal(0.48, root.GetProperty("hop").GetDouble());
        Assert.Equal(1, root.GetProperty("failed").GetInt32());
    }

    [Fact]
    public void A_models_text_names_it_and_says_that_probabilities_sum_to_1()
    {
        var request = Request(Plain with { Aggregate = ScoreAggregate.Judge }) with { Model = "models/door", ModelName = "door" };
        Assert.StartsWith("# scores: probabilities of the model door; they sum to 1\n", Write(output => new TextResultWriter(output, request), Good), StringComparison.Ordinal);
        Assert.Contains("need not sum to 1", Wording.ScoresOf(request with { Options = Plain with { Aggregate = ScoreAggregate.Max } }), StringComparison.Ordinal);
        Assert.Equal(
            "scores: the mean over patches of probabilities of the model door; they sum to 1",
            Wording.ScoresOf(request with { Options = Plain with { Aggregate = ScoreAggregate.Mean } }));
    }

    [Fact]
    public void Json_of_a_model_without_a_network_says_so_and_names_the_model_whatever_its_folder_is_called()
    {
        using var output = new StringWriter();
        new JsonWriter(output, Request(Plain with { Aggregate = ScoreAggregate.Judge }) with { Model = "x", ModelName = "a \"b\"" }).Finish(new(0, false, null, new("a \"b\"", "def")));
        using var document = JsonDocument.Parse(output.ToString());
        Assert.Equal(JsonValueKind.Null, document.RootElement.GetProperty("network").ValueKind);
        Assert.Equal("a \"b\"", document.RootElement.GetProperty("model").GetProperty("name").GetString());
        Assert.Equal("def", document.RootElement.GetProperty("model").GetProperty("hash").GetString());
        Assert.Equal("judge", document.RootElement.GetProperty("aggregate").GetString());
        Assert.Contains("the model a \"b\"; they sum to 1", document.RootElement.GetProperty("scores").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Json_without_results_is_a_document_too()
    {
        using var document = JsonDocument.Parse(Write(output => new JsonWriter(output, Request(Plain))));
        Assert.Equal(0, document.RootElement.GetProperty("files").GetArrayLength());
    }

    [Fact]
    public void Labels_of_files_with_one_name_get_names_of_their_own()
    {
        var folder = Directory.CreateTempSubdirectory("a2m-labels-");
        try
        {
            _ = Write(output => new LabelWriter(new AudacityLabels(), output, folder.FullName), Good with { Path = "x/a.wav" }, Good with { Path = "y/a.mp3" });
            Assert.Equal(["a-2.txt", "a.txt"], folder.GetFiles().Select(file => file.Name).Order(StringComparer.Ordinal));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Progress_tells_part_rate_and_time_left() => Assert.Equal(
        "━━━━━━━━━━━━━━━─────────────── 50%  3/8 files, 600x real time, 0:10 left",
        ProgressLine.Describe(new(3, 8, 0.5, TimeSpan.FromSeconds(6_000), default, default, default), TimeSpan.FromSeconds(10)));

    private static ClassifyRequest Request(ClassifierOptions options) =>
        new() { Files = [], Options = options, Network = YamnetVariant.Lite, Format = OutputFormat.Text };

    private static IEnumerable<string> Names(JsonElement element) => element.EnumerateObject().Select(property => property.Name);

    private static string Write(Func<TextWriter, IResultWriter> create, params FileResult[] results)
    {
        using var output = new StringWriter { NewLine = "\n" };
        var writer = create(output);
        foreach (var result in results) writer.Write(result);
        writer.Finish(Done);
        return output.ToString();
    }

    private static void AssertText(string expected, string actual) => Assert.Equal(expected.ReplaceLineEndings("\n"), actual);
}
