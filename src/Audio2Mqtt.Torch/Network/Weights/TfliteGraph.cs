namespace Audio2Mqtt.Torch.Network.Weights;

/// <summary>
/// The one subgraph of a TFLite file: operators, tensors and constants by index. Field numbers are those of the schema,
/// https://github.com/tensorflow/tensorflow/blob/v2.15.0/tensorflow/lite/schema/schema.fbs.
/// </summary>
internal sealed class TfliteGraph
{
    public const int Conv2d = 3;
    public const int DepthwiseConv2d = 4;
    public const int FullyConnected = 9;

    private const int MaxRank = 8;

    private readonly FlatTable model;
    private readonly FlatTable graph;
    private readonly FlatBuffer buffer;

    public TfliteGraph(FlatBuffer buffer)
    {
        this.buffer = buffer;
        if (buffer.Identifier != "TFL3")
            throw new WeightsFormatException(buffer.Path, 4, "the mark TFL3 of a TFLite file is missing");
        model = buffer.Root();
        var version = model.Int32(0);
        if (version != 3) throw buffer.Broken(model.Position, $"TFLite schema version {version}, not 3");
        if (model.TableCount(2) != 1) throw buffer.Broken(model.Position, $"{model.TableCount(2)} subgraphs instead of 1");
        graph = model.TableAt(2, 0);
        OperatorCount = graph.TableCount(3);
    }

    /// <summary>The number of operators.</summary>
    public int OperatorCount { get; }

    /// <summary>An operator's table: 1 inputs, 2 outputs, 4 options.</summary>
    public FlatTable Operator(int index) => graph.TableAt(3, index);

    /// <summary>What an operator does. Old files keep the code in a byte, newer ones in an int: the larger counts.</summary>
    public int Code(FlatTable op)
    {
        var code = model.TableAt(1, op.Int32(0));
        return Math.Max((sbyte)code.Byte(0), code.Int32(3));
    }

    /// <summary>An operator's input or output; throws where the list is too short.</summary>
    public int TensorIndex(FlatTable op, int field, int place)
    {
        var list = op.Vector<int>(field);
        return place < list.Length ? list[place] : throw buffer.Broken(op.PositionOf(field), $"a list of {list.Length} tensors, {place + 1} needed");
    }

    /// <summary>A constant tensor with its quantisation, fully checked: its bytes lie in the file and fit its shape.</summary>
    /// <param name="index">Which tensor.</param>
    /// <param name="channelAxis">The axis that scales must belong to.</param>
    public TfliteConstant Constant(int index, int channelAxis)
    {
        var tensor = graph.TableAt(0, index);
        var shape = Shape(tensor);
        var type = (TfliteType)tensor.Byte(1);
        var size = type switch
        {
            TfliteType.Float32 or TfliteType.Int32 => 4,
            TfliteType.Int8 => 1,
            _ => throw buffer.Broken(tensor.Position, $"tensor {index} has element type {(int)type}; weights are float32, int32 or int8"),
        };
        var data = model.TableAt(4, tensor.Int32(2));
        var bytes = data.Vector<byte>(0).Length;
        var needed = shape.Aggregate(1L, (product, length) => product * length) * size;
        if (bytes != needed)
            throw buffer.Broken(data.Position, $"tensor {index} has {bytes} bytes where its shape {Describe(shape)} needs {needed}");
        var position = data.PositionOf(0) + sizeof(uint);
        if (type == TfliteType.Float32) return new(buffer, position, type, shape, 0, 0);
        var (scales, scaleCount) = Scales(tensor, index, shape, channelAxis);
        return new(buffer, position, type, shape, scales, scaleCount);
    }

    public static string Describe(int[] shape) => WeightTensor.DescribeShape(shape.Select(size => (long)size));

    private int[] Shape(FlatTable tensor)
    {
        var shape = tensor.Vector<int>(0);
        if (shape.Length > MaxRank) throw buffer.Broken(tensor.PositionOf(0), $"a tensor of {shape.Length} dimensions");
        var count = 1L;
        foreach (var size in shape)
        {
            // Bounded at each step, so that the product cannot overflow.
            count = size < 1 ? -1 : count * size;
            if (count is < 1 or > int.MaxValue) throw buffer.Broken(tensor.PositionOf(0), $"the shape {Describe(shape.ToArray())}");
        }

        return shape.ToArray();
    }

    private (long Position, int Count) Scales(FlatTable tensor, int index, int[] shape, int channelAxis)
    {
        var quantization = tensor.Table(4) ?? throw buffer.Broken(tensor.Position, $"tensor {index} is quantised but has no scales");
        var scales = quantization.Vector<float>(2);
        var channels = channelAxis < shape.Length ? shape[channelAxis] : 0;
        if (scales.Length != 1 && scales.Length != channels)
            throw buffer.Broken(quantization.Position, $"tensor {index} has {scales.Length} scales for {channels} channels");
        if (scales.Length > 1 && quantization.Int32(6) != channelAxis)
            throw buffer.Broken(quantization.Position, $"tensor {index} is quantised along axis {quantization.Int32(6)}, not {channelAxis}");
        if (WeightValues.FirstNonFinite(scales) is >= 0 and var bad)
            throw buffer.Broken(quantization.PositionOf(2) + 4 + (4L * bad), $"a scale of tensor {index} is not a finite number");
        var zeroPoints = quantization.Vector<long>(3);
        if (zeroPoints.ContainsAnyExcept(0L))
            throw buffer.Broken(quantization.PositionOf(3), $"tensor {index} has a zero point other than 0");
        return (quantization.PositionOf(2) + sizeof(uint), scales.Length);
    }
}
