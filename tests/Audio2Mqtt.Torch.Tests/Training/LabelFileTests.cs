using System.Text;
using Audio2Mqtt.Torch.Training;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Training;

public class LabelFileTests
{
    private const int Mutations = 3000;

    [Fact]
    public void A_label_in_JSON_holds_until_the_next_time_and_the_last_to_the_end() =>
        Assert.Equal(
            [Stretch(0, 133, "negative"), Stretch(133, 297, "positive"), Stretch(3600, null, "negative")],
            Parse("""{"00:00": "negative", "02:13": "positive", "04:57": null, "1:00:00": "negative"}""").Stretches);

    [Theory]
    [InlineData("\uFEFF{\r\n  \"0\": \" a b \",\r\n  // a remark\r\n  \"1.5\": \"\",\r\n}\r\n")]
    [InlineData("0\t1.5\ta b")]
    [InlineData("\uFEFF0.000000\t1.500000\t a b \r\n\\\t100.0\t2000.0\r\n\r\n")]
    [InlineData("0:00\t0:01.5\ta b\r7\t7\tpoint\r2\t3\t\r")]
    public void Marks_line_ends_remarks_and_frequencies_do_not_matter(string text) =>
        Assert.Equal([Stretch(0, 1.5, "a b")], Parse(text).Stretches);

    [Fact]
    public void A_track_in_UTF_16_is_read_by_its_mark()
    {
        foreach (var encoding in (Encoding[])[Encoding.Unicode, Encoding.BigEndianUnicode])
        {
            byte[] bytes = [.. encoding.GetPreamble(), .. encoding.GetBytes("1\t2\tTür\n")];
            Assert.Equal([Stretch(1, 2, "Tür")], LabelFile.Parse("x", bytes).Stretches);
        }
    }

    [Fact]
    public void Labels_of_a_track_are_ordered_and_overlaps_are_told()
    {
        var file = Parse("5\t9\tdog\n0\t6\tcat\n8\t8\tpoint\n");
        Assert.Equal([Stretch(0, 6, "cat"), Stretch(5, 9, "dog")], file.Stretches);
        Assert.Equal(["x: 1 label marks a point and no stretch; left out", "x: 'cat' and 'dog' overlap at 0:05.000: both will be taught there"], file.Warnings);
    }

    [Theory]
    [InlineData("", "holds no label")]
    [InlineData(" \n", "holds no label")]
    [InlineData("{}", "holds no label")]
    [InlineData("""{"0": null}""", "holds no label")]
    [InlineData("""{"0": "a", "2:75": "b"}""", "'2:75' is no time")]
    [InlineData("""{"-1": "a"}""", "'-1' is no time")]
    [InlineData("""{"1e9": "a"}""", "'1e9' is no time")]
    [InlineData("""{"2": "a", "1": "b"}""", "'1' follows '2': times must rise")]
    [InlineData("""{"1": "a", "1": "b"}""", "'1' follows '1': times must rise")]
    [InlineData("""{"0": 3}""", "the label at '0' is no text")]
    [InlineData("""{"0": ["a"]}""", "the label at '0' is no text")]
    [InlineData("{\"0\":\n\"a\"", "is no JSON (line 2)")]
    [InlineData("{{{{", "is no JSON (line 1)")]
    [InlineData("""{"0": "\ud800"}""", "no valid text")]
    [InlineData("""{"0": "a\nb"}""", "control characters")]
    [InlineData("1 2 dog", "line 1: is not 'start<TAB>end<TAB>label'")]
    [InlineData("0\t1\tdog\nx\t2\tdog", "line 2: 'x' and '2' are no two times")]
    [InlineData("0\tNaN\tdog", "line 1: '0' and 'NaN' are no two times")]
    [InlineData("3\t2\tdog", "line 1: ends at 2 before it starts at 3")]
    [InlineData("0\t999999999999999999\tdog", "are no two times")]
    [InlineData("0\t1\ta\tb", "line 1: the label has control characters")]
    public void What_cannot_be_meant_is_one_line_with_its_place(string text, string expected)
    {
        var error = Assert.Throws<DatasetException>(() => Parse(text));
        Assert.StartsWith("x: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void A_label_of_a_page_of_text_is_none() => Assert.Throws<DatasetException>(() => Parse($"0\t1\t{new string('a', 101)}"));

    [Fact]
    public void Bytes_of_another_encoding_are_told() =>
        Assert.Contains("UTF-8", Assert.Throws<DatasetException>(() => LabelFile.Parse("x", Encoding.Latin1.GetBytes("0\t1\tTür"))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_file_that_is_missing_a_folder_or_far_too_large_is_told()
    {
        using var folder = new LabelledFolder();
        Assert.Contains("no such file", Assert.Throws<DatasetException>(() => LabelFile.Read(folder.At("none.txt"))).Message, StringComparison.Ordinal);
        Assert.Throws<DatasetException>(() => LabelFile.Read(folder.Path));
        using (var huge = File.Create(folder.At("huge.txt"))) huge.SetLength(1L << 33);
        Assert.Contains("larger than 32 MiB", Assert.Throws<DatasetException>(() => LabelFile.Read(folder.At("huge.txt"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Mutated_label_files_give_labels_or_one_line()
    {
        var random = new Random(5);
        byte[][] seeds =
        [
            Encoding.UTF8.GetBytes("""{"00:00": "negative", "02:13": "Tür", "04:57": null, "1:00:00.25": "dog"}"""),
            Encoding.UTF8.GetBytes("0.000000\t1.500000\tdog\r\n\\\t100.0\t2000.0\r\n1.2\t2:03.5\tTür, laut\n"),
            [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("1\t2\tdog\n3\t4\tcat\n")],
        ];
        var (read, refused) = (0, 0);
        for (var i = 0; i < Mutations; i++)
        {
            try
            {
                var file = LabelFile.Parse("x", Mutate(seeds[i % seeds.Length], random));
                Assert.All(file.Stretches, stretch => Assert.True(stretch.Start >= TimeSpan.Zero && (stretch.End is not { } end || end > stretch.Start)));
                Assert.All(file.Stretches, stretch => Assert.False(stretch.Label.Any(char.IsControl) || stretch.Label.Length is 0 or > 100));
                read++;
            }
            catch (DatasetException error)
            {
                Assert.DoesNotContain('\n', error.Message);
                refused++;
            }
        }

        // Both happen often, or the mutations would test nothing.
        Assert.True(read > Mutations / 20 && refused > Mutations / 20, $"{read} read, {refused} refused");
    }

    private static byte[] Mutate(byte[] seed, Random random)
    {
        var bytes = seed.ToList();
        for (var changes = random.Next(1, 5); changes > 0; changes--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(5))
            {
                case 0: bytes[at] = (byte)random.Next(256); break;
                case 1: bytes[at] = (byte)"{}[]\",:\t\n\r\\0129.-eE "[random.Next(20)]; break;
                case 2: bytes.RemoveAt(at); break;
                case 3: bytes.InsertRange(at, bytes.Skip(random.Next(bytes.Count)).Take(random.Next(20)).ToArray()); break;
                default: bytes.Insert(at, (byte)random.Next(48, 58)); break;
            }

            if (bytes.Count == 0) break;
        }

        return [.. bytes];
    }

    private static LabelFile Parse(string text) => LabelFile.Parse("x", Encoding.UTF8.GetBytes(text));

    private static LabelledStretch Stretch(double start, double? end, string label) =>
        new(TimeSpan.FromSeconds(start), end is { } value ? TimeSpan.FromSeconds(value) : null, label);
}
