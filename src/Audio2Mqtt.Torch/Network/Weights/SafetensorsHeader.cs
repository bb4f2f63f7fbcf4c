using System.Buffers.Binary;
using System.Text.Json;

namespace Audio2Mqtt.Torch.Network.Weights;

/// <summary>
/// The header of a safetensors file, read strictly (https://huggingface.co/docs/safetensors, "Format"): 8 bytes of length, that many bytes
/// of JSON, then the tensors' bytes without a hole or an overlap. A name given twice is an error.
/// </summary>
internal sealed class SafetensorsHeader
{
    /// <summary>Bytes of the length that the file begins with.</summary>
    public const int PrefixBytes = sizeof(long);

    private const string MetadataKey = "__metadata__";
    private const int MaxRank = 8;

    private readonly Dictionary<string, string> metadata = [];
    private readonly List<SafetensorsEntry> entries = [];

    private SafetensorsHeader(long dataStart) => DataStart = dataStart;

    /// <summary>The free text that the writer added.</summary>
    public IReadOnlyDictionary<string, string> Metadata => metadata;

    /// <summary>The tensors in the order of their bytes.</summary>
    public IReadOnlyList<SafetensorsEntry> Entries => entries;

    /// <summary>Where the tensors' bytes begin in the file.</summary>
    public long DataStart { get; }

    /// <summary>Reads the JSON's length and checks it against the file.</summary>
    /// <exception cref="WeightsFormatException">Shorter than a header, or a length that the file does not have.</exception>
    public static int JsonLength(ReadOnlySpan<byte> prefix, string path, long fileLength)
    {
        var length = prefix.Length < PrefixBytes ? -1 : BinaryPrimitives.ReadInt64LittleEndian(prefix);
        if (length < 2 || length > fileLength - PrefixBytes || length > int.MaxValue)
            throw new WeightsFormatException(path, 0, $"a safetensors header of {length} bytes in a file of {fileLength}");
        return (int)length;
    }

    /// <summary>Reads the JSON.</summary>
    /// <exception cref="WeightsFormatException">Broken JSON, an unknown field or element type, or ranges that do not fit.</exception>
    public static SafetensorsHeader Parse(ReadOnlySpan<byte> json, string path, long fileLength)
    {
        var header = new SafetensorsHeader(PrefixBytes + json.Length);
        var reader = new Utf8JsonReader(json);
        try
        {
            header.ReadDocument(ref reader);
            header.entries.Sort((left, right) => left.Begin.CompareTo(right.Begin));
            header.CheckRanges(fileLength - header.DataStart);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException or InvalidDataException)
        {
            // InvalidOperationException: the reader's answer to a string that is not UTF-8.
            throw new WeightsFormatException(
                path, PrefixBytes + reader.TokenStartIndex, $"the safetensors header is broken ({error.Message})", null, error);
        }

        return header;
    }

    private void ReadDocument(ref Utf8JsonReader reader)
    {
        Expect(reader.Read() && reader.TokenType == JsonTokenType.StartObject, "no JSON object");
        var names = new HashSet<string>(StringComparer.Ordinal);
        while (Next(ref reader) != JsonTokenType.EndObject)
        {
            var name = reader.GetString()!;
            Expect(names.Add(name), $"'{name}' stands twice");
            Expect(Next(ref reader) == JsonTokenType.StartObject, $"'{name}' is not an object");
            if (name == MetadataKey) ReadMetadata(ref reader);
            else entries.Add(ReadEntry(ref reader, name));
        }

        // What follows may only be the spaces that align the data.
        Expect(!reader.Read(), "text after the JSON object");
    }

    private void ReadMetadata(ref Utf8JsonReader reader)
    {
        while (Next(ref reader) != JsonTokenType.EndObject)
        {
            var key = reader.GetString()!;
            Expect(Next(ref reader) == JsonTokenType.String, $"metadata '{key}' is not a string");
            Expect(metadata.TryAdd(key, reader.GetString()!), $"metadata '{key}' stands twice");
        }
    }

    private static SafetensorsEntry ReadEntry(ref Utf8JsonReader reader, string name)
    {
        string? dtype = null;
        long[]? shape = null;
        long[]? offsets = null;
        while (Next(ref reader) != JsonTokenType.EndObject)
        {
            var field = reader.GetString();
            Next(ref reader);
            switch (field)
            {
                case "dtype" when dtype is null && reader.TokenType == JsonTokenType.String:
                    dtype = reader.GetString();
                    break;
                case "shape" when shape is null:
                    shape = ReadIntegers(ref reader, MaxRank);
                    break;
                case "data_offsets" when offsets is null:
                    offsets = ReadIntegers(ref reader, 2);
                    break;
                default:
                    throw new InvalidDataException($"'{name}' has a field '{field}' that is unknown, wrong or given twice");
            }
        }

        Expect(dtype is "F32" or "F16" or "BF16", $"'{name}' has element type '{dtype}'; F32, F16 and BF16 are read");
        Expect(shape is not null && offsets is { Length: 2 }, $"'{name}' lacks its shape or its data_offsets");
        var entry = new SafetensorsEntry(name, dtype!, shape!, offsets![0], offsets[1]);
        Expect(entry.Begin <= entry.End, $"'{name}' ends before it begins");
        Expect(ByteCount(entry) == entry.End - entry.Begin, $"'{name}' has {entry.End - entry.Begin} bytes for {WeightTensor.DescribeShape(entry.Shape)}");
        return entry;
    }

    private static long[] ReadIntegers(ref Utf8JsonReader reader, int most)
    {
        Expect(reader.TokenType == JsonTokenType.StartArray, "a list of numbers is missing");
        var values = new List<long>();
        while (Next(ref reader) != JsonTokenType.EndArray)
        {
            Expect(values.Count < most, $"a list of more than {most} numbers");
            Expect(reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var value) && value >= 0, "not a whole number from 0");
            values.Add(reader.GetInt64());
        }

        return [.. values];
    }

    // Saturates instead of overflowing: such a shape never fits its bytes.
    private static long ByteCount(SafetensorsEntry entry)
    {
        Int128 bytes = entry.ElementSize;
        foreach (var size in entry.Shape)
        {
            bytes *= size;
            if (bytes > long.MaxValue) return long.MaxValue;
        }

        return (long)bytes;
    }

    private void CheckRanges(long dataLength)
    {
        var at = 0L;
        foreach (var entry in entries)
        {
            Expect(entry.Begin == at, $"'{entry.Name}' begins at {entry.Begin} of the data instead of {at}");
            Expect(entry.End - entry.Begin <= int.MaxValue, $"'{entry.Name}' is larger than 2 GB");
            at = entry.End;
        }

        Expect(at == dataLength, $"the tensors take {at} bytes where the file has {dataLength}");
    }

    private static JsonTokenType Next(ref Utf8JsonReader reader)
    {
        Expect(reader.Read(), "the JSON ends early");
        return reader.TokenType;
    }

    private static void Expect(bool holds, string problem)
    {
        if (!holds) throw new InvalidDataException(problem);
    }
}
