using System.Buffers.Binary;
using System.Text;
using Audio2Mqtt.Torch.Network.Weights;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Network.Weights;

public sealed class SafetensorsFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_written_file_has_the_layout_of_the_format_byte_by_byte()
    {
        var path = folder.File("small.safetensors");

        SafetensorsFile.Write(path, [new("a", [2], [1f, -2f]), new("b", [], [0.5f])], new Dictionary<string, string> { ["k"] = "v" });

        var json = """{"__metadata__":{"k":"v"},"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[],"data_offsets":[8,12]}}""";
        var header = Encoding.UTF8.GetBytes(json.PadRight((json.Length + 7) / 8 * 8));
        byte[] expected = [(byte)header.Length, 0, 0, 0, 0, 0, 0, 0, .. header, 0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0, 0, 0, 0, 0x3f];
        Assert.Equal(expected, File.ReadAllBytes(path));
    }

    [Fact]
    public void What_is_written_is_read_back()
    {
        var path = folder.File("round.safetensors");
        WeightTensor[] tensors = [new("weight", [2, 3], [1, 2, 3, 4, 5, 6]), new("empty", [0], []), new("größe", [1], [float.MaxValue])];

        SafetensorsFile.Write(path, tensors, new Dictionary<string, string> { ["note"] = "line\n\"quoted\" ü" });

        var read = SafetensorsFile.Read(path);
        Assert.Equal("line\n\"quoted\" ü", read.Metadata["note"]);
        Assert.Equal(tensors.Select(tensor => (tensor.Name, tensor.ShapeText)), read.Tensors.Select(tensor => (tensor.Name, tensor.ShapeText)));
        foreach (var (wrote, got) in tensors.Zip(read.Tensors)) Assert.Equal(wrote.Data, got.Data);
    }

    [Fact]
    public void Half_and_bfloat16_are_widened_to_float32()
    {
        // 1.5 is 0x3E00 in IEEE half and 0x3FC0 in bfloat16; -2 is 0xC000 in both.
        var path = Write(
            """{"h":{"dtype":"F16","shape":[2],"data_offsets":[0,4]},"b":{"dtype":"BF16","shape":[2],"data_offsets":[4,8]}}""",
            [0x00, 0x3e, 0x00, 0xc0, 0xc0, 0x3f, 0x00, 0xc0]);

        var read = SafetensorsFile.Read(path);

        Assert.Equal([1.5f, -2f], read.Tensors[0].Data);
        Assert.Equal([1.5f, -2f], read.Tensors[1].Data);
    }

    [Theory]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}""", "(?i)ends early|expected depth")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "stands twice")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""", "4 bytes for \\[2\\]")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", "begins at 4")]
    [InlineData("""{"a":{"dtype":"F32","shape":[0],"data_offsets":[0,0]}}""", "take 0 bytes")]
    [InlineData("""{"a":{"dtype":"I8","shape":[4],"data_offsets":[0,4]}}""", "element type 'I8'")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}""", "whole number")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4],"extra":1}}""", "field 'extra'")]
    [InlineData("""{"a":{"dtype":"F32","shape":[4611686018427387905,4],"data_offsets":[0,4]}}""", "4 bytes for")]
    [InlineData("""{"__metadata__":{"k":1},"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "metadata 'k'")]
    [InlineData("""[]""", "no JSON object")]
    public void A_broken_header_is_refused_with_file_and_place(string json, string problem)
    {
        var path = Write(json, [0, 0, 0, 0]);

        var error = Assert.Throws<WeightsFormatException>(() => SafetensorsFile.Read(path));

        Assert.Contains(path, error.Message, StringComparison.Ordinal);
        Assert.InRange(error.Offset!.Value, 8, 8 + json.Length);
        Assert.Matches(problem, error.Message);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(20)]
    public void A_truncated_file_is_refused(int length)
    {
        var path = Write("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", [0, 0, 0, 0]);
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..length]);

        Assert.Throws<WeightsFormatException>(() => SafetensorsFile.Read(path));
    }

    [Fact]
    public void A_failed_write_leaves_the_old_file_and_no_litter()
    {
        var path = folder.Write("kept.safetensors", "old"u8);

        Assert.Throws<InvalidOperationException>(() => AtomicFile.Write(path, _ => throw new InvalidOperationException()));

        Assert.Equal("old", File.ReadAllText(path));
        Assert.Single(Directory.GetFiles(folder.Path));
    }

    [Theory]
    [InlineData(YamnetActivation.Relu)]
    [InlineData(YamnetActivation.Relu6)]
    public void Installed_weights_come_back_whole(YamnetActivation activation)
    {
        var weights = SyntheticYamnet.Create(activation);
        var path = folder.File("yamnet.safetensors");

        YamnetSafetensors.Write(path, weights);

        var read = WeightsFile.Read(path);
        Assert.Equal(weights.Variant, read.Variant);
        Assert.Equal(weights.ClassNames, read.ClassNames);
        Assert.Equal(weights.Provenance, read.Provenance);
        Assert.Equal(weights.WeightsHash, read.WeightsHash);
        Assert.Equal(weights.WeightsHash, read.ComputeHash());
    }

    [Fact]
    public void A_safetensors_file_of_another_network_is_refused()
    {
        var path = Write("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", [0, 0, 0, 0]);

        var error = Assert.Throws<WeightsFormatException>(() => WeightsFile.Read(path));

        Assert.Contains("not YAMNet", error.Message, StringComparison.Ordinal);
    }

    private string Write(string json, byte[] data)
    {
        var prefix = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(prefix, Encoding.UTF8.GetByteCount(json));
        return folder.Write("test.safetensors", [.. prefix, .. Encoding.UTF8.GetBytes(json), .. data]);
    }
}
