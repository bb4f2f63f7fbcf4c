using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Audio2Mqtt.Torch.Network.Weights;

namespace Audio2Mqtt.Torch.Tests.Network.Weights;

/// <summary>
/// Writes a TFLite file of YAMNet's layout: the official 8-bit kind with labels appended, or the dynamic-range kind. A small flatbuffer
/// builder of its own, so that the reader is not tested against itself. Integers are those of <see cref="SyntheticYamnet"/> times 64.
/// </summary>
internal sealed class TfliteFile
{
    private const float Scale = 1 / 64f;

    private readonly List<byte> bytes = [];
    private readonly bool lite;

    private TfliteFile(bool lite) => this.lite = lite;

    /// <summary>The file, and where its metadata ends and its values begin.</summary>
    public static (byte[] Bytes, int MetadataEnd) Create(bool lite)
    {
        var file = new TfliteFile(lite);
        var end = file.WriteModel();
        var content = file.bytes.ToArray();
        return (lite ? AppendLabels(content) : content, end);
    }

    private int WriteModel()
    {
        WriteUInt32(0); // The root's offset, filled in below.
        bytes.AddRange("TFL3"u8);
        var model = Table((0, Inline(3)), (1, null), (2, null), (4, null));
        Fill(0, model.At);
        var layers = YamnetLayout.Tensors.Count / 2;
        var codes = List(model, 1, 3);
        var graph = List(model, 2, 1);
        var buffers = List(model, 4, 1 + (2 * layers));

        // 0 CONV_2D, 1 DEPTHWISE_CONV_2D, 2 FULLY_CONNECTED.
        foreach (var code in new[] { 3, 4, 9 }) Add(ref codes, Table((0, Inline8(code)), (3, Inline(code))));
        var graphTable = Table((0, null), (3, null));
        Add(ref graph, graphTable);
        var tensors = List(graphTable, 0, 1 + (3 * layers));
        var operators = List(graphTable, 3, layers);

        // Tensor 0 is the input, then each layer's weight, bias and output; buffer 0 is empty, as in every file.
        var bufferTables = new List<(int At, Dictionary<int, int> Fields)>();
        Add(ref buffers, Table());
        Add(ref tensors, Tensor([1, 96, 64, 1], 0, 0));
        for (var layer = 0; layer < layers; layer++)
        {
            var convolution = layer < YamnetLayout.Convolutions.Count ? YamnetLayout.Convolutions[layer] : null;
            for (var part = 0; part < 2; part++)
            {
                bufferTables.Add(Table((0, null)));
                Add(ref buffers, bufferTables[^1]);
            }

            Add(ref tensors, Tensor(TfliteShape(layer, convolution), 9, (2 * layer) + 1, ChannelAxis(convolution), Channels(layer)));
            Add(ref tensors, Tensor([Channels(layer)], lite ? 2 : 0, (2 * layer) + 2, 0, Channels(layer)));
            Add(ref tensors, Tensor([1, 1], 0, 0));
            Add(ref operators, Operator(convolution, 3 * layer));
        }

        var end = bytes.Count;
        for (var number = 0; number < bufferTables.Count; number++) PointTo(bufferTables[number], 0, Values(number));
        return end;
    }

    private (int At, Dictionary<int, int> Fields) Operator(YamnetConvolution? convolution, int input)
    {
        var depthwise = convolution?.Kind == YamnetConvolutionKind.Depthwise;
        var op = Table((0, Inline(convolution is null ? 2 : depthwise ? 1 : 0)), (1, null), (2, null), (4, null));
        PointTo(op, 1, Integers([input, input + 1, input + 2]));
        PointTo(op, 2, Integers([input + 3]));
        var shift = depthwise ? 1 : 0;
        var activation = Inline8(lite ? 3 : 1);
        PointTo(op, 4, convolution is null
            ? Table().At
            : Table((1, Inline(convolution.Stride)), (2, Inline(convolution.Stride)), (3 + shift, activation)).At);
        return op;
    }

    private (int At, Dictionary<int, int> Fields) Tensor(int[] shape, int type, int buffer, int axis = 0, int scales = 0)
    {
        var quantised = scales > 0 && type != 0;
        var tensor = quantised
            ? Table((0, null), (1, Inline8(type)), (2, Inline(buffer)), (4, null))
            : Table((0, null), (1, Inline8(type)), (2, Inline(buffer)));
        PointTo(tensor, 0, Integers(shape));
        if (!quantised) return tensor;
        var quantization = Table((2, null), (3, null), (6, Inline(axis)));
        PointTo(tensor, 4, quantization.At);
        PointTo(quantization, 2, Vector([.. Enumerable.Repeat(Scale, scales).SelectMany(BitConverter.GetBytes)], scales));
        PointTo(quantization, 3, Vector(new byte[8], 1));
        return tensor;
    }

    private static int[] TfliteShape(int layer, YamnetConvolution? convolution) => convolution switch
    {
        null => [.. YamnetLayout.Tensors[2 * layer].Shape.Select(size => (int)size)],
        { Kind: YamnetConvolutionKind.Depthwise } => [1, 3, 3, convolution.OutChannels],
        _ => [convolution.OutChannels, convolution.KernelSize, convolution.KernelSize, convolution.InChannels],
    };

    private static int ChannelAxis(YamnetConvolution? convolution) => convolution?.Kind == YamnetConvolutionKind.Depthwise ? 3 : 0;

    private static int Channels(int layer) => (int)YamnetLayout.Tensors[2 * layer].Shape[0];

    private int Values(int number)
    {
        var (name, shape) = YamnetLayout.Tensors[number];
        var count = YamnetLayout.Count(shape);
        var depthwise = name.EndsWith("depthwise_conv.weight", StringComparison.Ordinal);
        var channels = (int)shape[0];

        // The place in torch's layout of TFLite's value i: they differ for depthwise kernels only, [9, channels] to [channels, 9].
        var values = Enumerable.Range(0, count).Select(i => SyntheticYamnet.Value(number, depthwise ? (i % channels * 9) + (i / channels) : i));
        byte[] stored = number % 2 == 0 ? [.. values.Select(value => (byte)(sbyte)(value / Scale))]
            : lite ? [.. values.SelectMany(value => BitConverter.GetBytes((int)(value / Scale)))]
            : [.. values.SelectMany(BitConverter.GetBytes)];
        return Vector(stored, stored.Length);
    }

    // A table with its field list just before it. A field is its inline bytes, or null for an offset that PointTo fills in.
    private (int At, Dictionary<int, int> Fields) Table(params (int Field, byte[]? Value)[] fields)
    {
        Align();
        var offsets = new ushort[fields.Length == 0 ? 0 : fields.Max(field => field.Field) + 1];
        var size = 4;
        foreach (var (field, _) in fields)
        {
            offsets[field] = (ushort)size;
            size += 4;
        }

        var list = bytes.Count;
        WriteUInt16((ushort)(4 + (2 * offsets.Length)));
        WriteUInt16((ushort)size);
        foreach (var offset in offsets) WriteUInt16(offset);
        Align();
        var at = bytes.Count;
        WriteUInt32((uint)(at - list));
        foreach (var (_, value) in fields) bytes.AddRange((value ?? [0, 0, 0, 0]).Concat(new byte[4]).Take(4));
        return (at, fields.ToDictionary(field => field.Field, field => at + offsets[field.Field]));
    }

    // A list of tables to come: offsets only point forward, so the list stands before them and is filled in by Add. Returns its first place.
    private int List((int At, Dictionary<int, int> Fields) table, int field, int count)
    {
        PointTo(table, field, Vector(new byte[4 * count], count));
        return bytes.Count - (4 * count);
    }

    private void Add(ref int place, (int At, Dictionary<int, int> Fields) table)
    {
        Fill(place, table.At);
        place += 4;
    }

    private int Integers(int[] values) => Vector([.. values.SelectMany(BitConverter.GetBytes)], values.Length);

    private int Vector(byte[] content, int count)
    {
        Align();
        var at = bytes.Count;
        WriteUInt32((uint)count);
        bytes.AddRange(content);
        return at;
    }

    private void PointTo((int At, Dictionary<int, int> Fields) table, int field, int target) => Fill(table.Fields[field], target);

    private void Fill(int place, int target)
    {
        Span<byte> offset = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(offset, (uint)(target - place));
        for (var i = 0; i < 4; i++) bytes[place + i] = offset[i];
    }

    private void WriteUInt16(ushort value) => bytes.AddRange(BitConverter.GetBytes(value));

    private void WriteUInt32(uint value) => bytes.AddRange(BitConverter.GetBytes(value));

    private void Align()
    {
        while (bytes.Count % 4 != 0) bytes.Add(0);
    }

    private static byte[] Inline(int value) => BitConverter.GetBytes(value);

    private static byte[] Inline8(int value) => [(byte)value];

    private static byte[] AppendLabels(byte[] model)
    {
        using var stream = new MemoryStream();
        stream.Write(model);
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        using (var entry = archive.CreateEntry("yamnet_label_list.txt").Open())
            entry.Write(Encoding.UTF8.GetBytes(string.Join('\n', SyntheticYamnet.ClassNames)));
        return stream.ToArray();
    }
}
