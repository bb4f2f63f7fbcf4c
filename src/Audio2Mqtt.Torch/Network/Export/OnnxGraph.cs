using System.Runtime.InteropServices;

namespace Audio2Mqtt.Torch.Network.Export;

/// <summary>
/// A graph in the making, and its file: field numbers as in
/// https://github.com/onnx/onnx/blob/v1.12.0/onnx/onnx.proto3. Values are named by what makes them.
/// </summary>
/// <param name="name">Its name.</param>
/// <param name="opset">Version of the operators.</param>
internal sealed class OnnxGraph(string name, int opset)
{
    // Of the file's format: 7 came with operators 13 (onnx 1.8), 8 with 15 and later.
    private int IrVersion => opset < 15 ? 7 : 8;

    private readonly List<byte[]> nodes = [];
    private readonly Dictionary<string, byte[]> constants = [];
    private readonly List<byte[]> inputs = [];
    private readonly List<byte[]> outputs = [];

    /// <summary>Declares an input; a dimension is a number or, where it may vary, a name.</summary>
    public string Input(string value, OnnxType type, params string[] shape)
    {
        inputs.Add(ValueInfo(value, type, shape));
        return value;
    }

    /// <summary>Makes a value an output under a name of its own.</summary>
    public void Output(string value, string output, OnnxType type, params string[] shape)
    {
        nodes.Add(Node("Identity", [value], output, []));
        outputs.Add(ValueInfo(output, type, shape));
    }

    public string Constant(string constant, ReadOnlySpan<float> values, params long[] shape) =>
        Constant(constant, OnnxType.Float, MemoryMarshal.AsBytes(values).ToArray(), shape);

    public string Constant(string constant, ReadOnlySpan<double> values, params long[] shape) =>
        Constant(constant, OnnxType.Double, MemoryMarshal.AsBytes(values).ToArray(), shape);

    public string Constant(string constant, ReadOnlySpan<long> values, params long[] shape) =>
        Constant(constant, OnnxType.Int64, MemoryMarshal.AsBytes(values).ToArray(), shape);

    /// <summary>A whole number without dimensions.</summary>
    public string Scalar(long value) => Constant($"int.{value}", [value]);

    /// <summary>A float32 without dimensions.</summary>
    public string Scalar(float value) => Constant(FormattableString.Invariant($"float.{value}"), [value]);

    /// <summary>A float64 without dimensions.</summary>
    public string Scalar(double value) => Constant(FormattableString.Invariant($"double.{value}"), [value]);

    /// <summary>A list of whole numbers.</summary>
    public string List(params long[] values) => Constant($"ints.{string.Join('.', values)}", values, values.Length);

    /// <summary>Adds an operator with one output, and names it.</summary>
    /// <param name="type">The operator.</param>
    /// <param name="arguments">Its inputs.</param>
    /// <param name="attributes">A whole number or a list of them each.</param>
    public string Add(string type, string[] arguments, params (string Name, long[] Values, bool IsList)[] attributes)
    {
        var output = $"{type}.{nodes.Count}";
        nodes.Add(Node(type, arguments, output, attributes));
        return output;
    }

    /// <summary>An attribute that is a whole number.</summary>
    public static (string Name, long[] Values, bool IsList) Attribute(string attribute, long value) => (attribute, [value], false);

    /// <summary>An attribute that is a list of whole numbers.</summary>
    public static (string Name, long[] Values, bool IsList) Attribute(string attribute, params long[] values) => (attribute, values, true);

    /// <summary>Another element type.</summary>
    public string Cast(string value, OnnxType type) => Add("Cast", [value], Attribute("to", (long)type));

    /// <summary>The whole file.</summary>
    /// <param name="producerVersion">Version of the program.</param>
    /// <param name="metadata">What else there is to know.</param>
    public byte[] ToBytes(string producerVersion, IReadOnlyDictionary<string, string> metadata)
    {
        var graph = Protobuf.Message(output =>
        {
            foreach (var node in nodes) output.Bytes(1, node);
            output.Text(2, name);
            foreach (var constant in constants.Values) output.Bytes(5, constant);
            foreach (var value in inputs) output.Bytes(11, value);
            foreach (var value in outputs) output.Bytes(12, value);
        });
        return Protobuf.Message(output =>
        {
            output.Integer(1, IrVersion);
            output.Text(2, "a2m-torch");
            output.Text(3, producerVersion);
            output.Bytes(7, graph);
            output.Bytes(8, Protobuf.Message(version => version.Integer(2, opset)));
            foreach (var (key, value) in metadata)
            {
                output.Bytes(14, Protobuf.Message(entry =>
                {
                    entry.Text(1, key);
                    entry.Text(2, value);
                }));
            }
        });
    }

    private static byte[] ValueInfo(string value, OnnxType type, string[] shape)
    {
        var dimensions = Protobuf.Message(output =>
        {
            foreach (var size in shape)
            {
                output.Bytes(1, Protobuf.Message(dimension =>
                {
                    if (long.TryParse(size, out var fixedSize)) dimension.Integer(1, fixedSize);
                    else dimension.Text(2, size);
                }));
            }
        });
        var tensorType = Protobuf.Message(output =>
        {
            output.Integer(1, (long)type);
            output.Bytes(2, dimensions);
        });
        return Protobuf.Message(output =>
        {
            output.Text(1, value);
            output.Bytes(2, Protobuf.Message(kind => kind.Bytes(1, tensorType)));
        });
    }

    private static byte[] Node(string type, string[] arguments, string result, (string Name, long[] Values, bool IsList)[] attributes) => Protobuf.Message(output =>
    {
        foreach (var argument in arguments) output.Text(1, argument);
        output.Text(2, result);
        output.Text(3, result);
        output.Text(4, type);
        foreach (var attribute in attributes) output.Bytes(5, AttributeProto(attribute));
    });

    private static byte[] AttributeProto((string Name, long[] Values, bool IsList) attribute) => Protobuf.Message(output =>
    {
        output.Text(1, attribute.Name);
        foreach (var value in attribute.Values) output.Integer(attribute.IsList ? 8 : 3, value);
        output.Integer(20, attribute.IsList ? 7 : 2); // INTS and INT
    });

    // The same name is the same constant: scalars are shared.
    private string Constant(string constant, OnnxType type, byte[] values, long[] shape)
    {
        constants.TryAdd(constant, Protobuf.Message(output =>
        {
            foreach (var size in shape) output.Integer(1, size);
            output.Integer(2, (long)type);
            output.Text(8, constant);
            output.Bytes(9, values);
        }));
        return constant;
    }
}
