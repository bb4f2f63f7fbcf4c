using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using System.Text.Json.Nodes;
using Audio2Mqtt.Torch.Network.Weights;

namespace Audio2Mqtt.Torch.Tests.Network.Weights;

/// <summary>
/// Writes a TF.js graph model in the layout of the published YAMNet: the converter's node kinds and attributes, constants without useful
/// names or order, shards of 4 MB that cut through tensors. Its values are those of <see cref="SyntheticYamnet"/>.
/// </summary>
internal sealed class TfjsModel
{
    private const int ShardBytes = 4 << 20;

    private readonly JsonArray nodes = [];
    private readonly JsonArray manifest = [];
    private readonly ArrayBufferWriter<byte> data = new();
    private readonly YamnetWeights weights = SyntheticYamnet.Create();
    private readonly string storedType;
    private readonly bool unfused;

    public TfjsModel(string storedType = "float32", bool unfused = false, string activation = "Relu")
    {
        this.storedType = storedType;
        this.unfused = unfused;
        AddNode("waveform", "Placeholder", []);
        AddConstant("window", [400], new float[400]);
        var at = "waveform";
        foreach (var convolution in YamnetLayout.Convolutions) at = AddConvolution(convolution, at, activation);
        AddNode("mean", "Mean", [at, "window"]);
        AddDense();
        AddNode("activation/Sigmoid", "Sigmoid", ["dense"]);
    }

    public byte[] Json => Encoding.UTF8.GetBytes(Document().ToJsonString());

    public long DataBytes => data.WrittenCount;

    public IEnumerable<string> ShardNames => Enumerable.Range(1, ShardCount).Select(number => $"group1-shard{number}of{ShardCount}.bin");

    private int ShardCount => (int)((data.WrittenCount + ShardBytes - 1) / ShardBytes);

    public long LengthOf(string path)
    {
        var place = ShardNames.ToList().IndexOf(Path.GetFileName(path));
        return place < 0 ? -1 : Math.Min(ShardBytes, data.WrittenCount - ((long)place * ShardBytes));
    }

    public string Save(TemporaryFolder folder)
    {
        var bytes = data.WrittenSpan.ToArray();
        foreach (var (name, number) in ShardNames.Select((name, number) => (name, number)))
            folder.Write(name, bytes.AsSpan(number * ShardBytes, (int)LengthOf(name)));
        return folder.Write("model.json", Json);
    }

    private JsonObject Document()
    {
        // Backwards: nothing may depend on the order of the nodes.
        var reversed = new JsonArray([.. nodes.Reverse().Select(node => node!.DeepClone())]);
        return new()
        {
            ["format"] = "graph-model",
            ["modelTopology"] = new JsonObject { ["node"] = reversed, ["library"] = new JsonObject(), ["versions"] = new JsonObject() },
            ["weightsManifest"] = new JsonArray(new JsonObject
            {
                ["paths"] = new JsonArray([.. ShardNames.Select(name => JsonValue.Create(name))]),
                ["weights"] = manifest.DeepClone(),
            }),
        };
    }

    private string AddConvolution(YamnetConvolution convolution, string input, string activation)
    {
        var channels = convolution.OutChannels;
        var depthwise = convolution.Kind == YamnetConvolutionKind.Depthwise;
        var size = convolution.KernelSize;
        var kernel = weights[convolution.Name + ".weight"].Data;
        var bias = weights[convolution.Name + ".bias"].Data;
        var name = convolution.Name.Replace('.', '/');
        var constant = $"unknown_{nodes.Count}";
        long[] shape = depthwise ? [size, size, channels, 1] : [size, size, convolution.InChannels, channels];
        if (!unfused)
        {
            AddConstant(constant, shape, Transposed(kernel, channels));
            AddConstant(constant + "_bn_offset", [channels], bias);
            AddNode(name, depthwise ? "FusedDepthwiseConv2dNative" : "_FusedConv2D", [input + ":0", constant, constant + "_bn_offset"])
                ["attr"] = Attributes(convolution.Stride, "BiasAdd", activation);
            return name;
        }

        // s = 2 / sqrt(3 + 1) = 1, so the kernel stays; the bias is beta - mean * s.
        AddConstant(constant, shape, Transposed(kernel, channels));
        AddConstant(constant + "_gamma", [channels], Filled(channels, 2));
        AddConstant(constant + "_beta", [channels], [.. bias.Select(value => value + 5)]);
        AddConstant(constant + "_mean", [channels], Filled(channels, 5));
        AddConstant(constant + "_variance", [channels], Filled(channels, 3));
        AddNode(name, depthwise ? "DepthwiseConv2dNative" : "Conv2D", [input, constant])["attr"] = Attributes(convolution.Stride);
        AddNode(name + "/bn", "FusedBatchNormV3", [name, constant + "_gamma", constant + "_beta", constant + "_mean", constant + "_variance"])
            ["attr"] = new JsonObject { ["epsilon"] = new JsonObject { ["f"] = 1 } };
        AddNode(name + "/relu", activation, [name + "/bn:0"]);
        return name + "/relu";
    }

    private void AddDense()
    {
        AddConstant("unknown_134", [1024, 521], Transposed(weights["logits.weight"].Data, 521));
        AddConstant("unknown_135", [521], weights["logits.bias"].Data);
        if (unfused)
        {
            AddNode("dense/MatMul", "MatMul", ["mean", "unknown_134"]);
            AddNode("dense", "BiasAdd", ["dense/MatMul", "unknown_135"]);
            return;
        }

        AddNode("dense", "_FusedMatMul", ["mean", "unknown_134", "unknown_135"])["attr"] = new JsonObject { ["fused_ops"] = FusedOps("BiasAdd") };
    }

    private JsonObject AddNode(string name, string op, string[] inputs)
    {
        var node = new JsonObject
        {
            ["name"] = name,
            ["op"] = op,
            ["input"] = new JsonArray([.. inputs.Select(input => JsonValue.Create(input))]),
            ["attr"] = new JsonObject(),
        };
        nodes.Add(node);
        return node;
    }

    private void AddConstant(string name, long[] shape, float[] values)
    {
        AddNode(name, "Const", []);
        var entry = new JsonObject
        {
            ["name"] = name,
            ["shape"] = new JsonArray([.. shape.Select(size => JsonValue.Create(size))]),
            ["dtype"] = "float32",
        };

        // Values are multiples of 1/64 in [-1, 1) (and 5 more in the unfused form): exact in each of these forms.
        const float Scale = 1 / 64f;
        const float Minimum = -1;
        if (storedType != "float32")
            entry["quantization"] = storedType == "float16"
                ? new JsonObject { ["dtype"] = storedType }
                : new JsonObject { ["dtype"] = storedType, ["scale"] = Scale, ["min"] = Minimum };
        manifest.Add(entry);
        Span<byte> bytes = stackalloc byte[sizeof(float)];
        foreach (var value in values)
        {
            var quantized = (ushort)((value - Minimum) / Scale);
            switch (storedType)
            {
                case "uint8":
                    data.Write([(byte)quantized]);
                    continue;
                case "uint16":
                    BinaryPrimitives.WriteUInt16LittleEndian(bytes, quantized);
                    data.Write(bytes[..2]);
                    continue;
                case "float16":
                    BinaryPrimitives.WriteHalfLittleEndian(bytes, (Half)value);
                    data.Write(bytes[..2]);
                    continue;
                default:
                    BinaryPrimitives.WriteSingleLittleEndian(bytes, value);
                    data.Write(bytes);
                    continue;
            }
        }
    }

    private static JsonObject Attributes(int stride, params string[] fusedOps)
    {
        var attributes = new JsonObject
        {
            ["strides"] = new JsonObject { ["list"] = new JsonObject { ["i"] = new JsonArray("1", stride.ToString(), stride.ToString(), "1") } },
            ["padding"] = Base64("SAME"),
            ["data_format"] = Base64("NHWC"),
        };
        if (fusedOps.Length > 0) attributes["fused_ops"] = FusedOps(fusedOps);
        return attributes;
    }

    private static JsonObject FusedOps(params string[] names) =>
        new() { ["list"] = new JsonObject { ["s"] = new JsonArray([.. names.Select(name => Base64(name)["s"]!.DeepClone())]) } };

    private static JsonObject Base64(string text) => new() { ["s"] = Convert.ToBase64String(Encoding.ASCII.GetBytes(text)) };

    private static float[] Filled(int count, float value) => [.. Enumerable.Repeat(value, count)];

    // Torch's [out, rest] to TF's [rest, out].
    private static float[] Transposed(float[] values, int rows)
    {
        var columns = values.Length / rows;
        return [.. Enumerable.Range(0, values.Length).Select(index => values[(index % rows * columns) + (index / rows)])];
    }
}
