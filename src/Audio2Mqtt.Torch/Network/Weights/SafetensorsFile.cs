using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;
using Microsoft.Win32.SafeHandles;

namespace Audio2Mqtt.Torch.Network.Weights;

/// <summary>
/// A safetensors file, read whole or written: the container of installed weights and of trained models. 16-bit floats are widened to
/// float32 when read; what is written is float32, the header padded so that the values lie on 8-byte boundaries.
/// </summary>
/// <param name="Metadata">The free text in the header.</param>
/// <param name="Tensors">The tensors in the order of their bytes.</param>
internal sealed record SafetensorsFile(IReadOnlyDictionary<string, string> Metadata, IReadOnlyList<WeightTensor> Tensors)
{
    private const int Alignment = 8;

    /// <summary>Reads a file straight into arrays.</summary>
    /// <exception cref="WeightsFormatException">The bytes are not a well-formed safetensors file.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static SafetensorsFile Read(string path)
    {
        using var file = File.OpenHandle(path, options: FileOptions.SequentialScan);
        var header = ReadHeader(file, path);
        return new(header.Metadata, [.. header.Entries.Select(entry => new WeightTensor(entry.Name, entry.Shape, ReadValues(file, path, header, entry)))]);
    }

    /// <summary>Reads only names, shapes and metadata.</summary>
    /// <exception cref="WeightsFormatException">The bytes are not a well-formed safetensors file.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static SafetensorsHeader ReadHeader(string path)
    {
        using var file = File.OpenHandle(path);
        return ReadHeader(file, path);
    }

    /// <summary>Writes a file under a temporary name and renames it.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, IReadOnlyList<WeightTensor> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        var json = ComposeHeader(tensors, metadata);
        AtomicFile.Write(path, stream =>
        {
            Span<byte> prefix = stackalloc byte[SafetensorsHeader.PrefixBytes];
            BinaryPrimitives.WriteInt64LittleEndian(prefix, json.Length);
            stream.Write(prefix);
            stream.Write(json);
            foreach (var tensor in tensors) stream.Write(MemoryMarshal.AsBytes<float>(tensor.Data));
        });
    }

    private static SafetensorsHeader ReadHeader(SafeFileHandle file, string path)
    {
        var length = RandomAccess.GetLength(file);
        Span<byte> prefix = stackalloc byte[SafetensorsHeader.PrefixBytes];
        var got = RandomAccess.Read(file, prefix, 0);
        var json = new byte[SafetensorsHeader.JsonLength(prefix[..got], path, length)];
        ReadExactly(file, path, json, SafetensorsHeader.PrefixBytes);
        return SafetensorsHeader.Parse(json, path, length);
    }

    private static float[] ReadValues(
        SafeFileHandle file, string path, SafetensorsHeader header, SafetensorsEntry entry)
    {
        var values = GC.AllocateUninitializedArray<float>(entry.Count);
        if (entry.ElementSize == sizeof(float))
        {
            ReadExactly(file, path, MemoryMarshal.AsBytes(values.AsSpan()), header.DataStart + entry.Begin);
            return values;
        }

        // In small blocks, so that widening needs no second copy of the tensor.
        const int Block = 1 << 14;
        var narrow = ArrayPool<ushort>.Shared.Rent(Block);
        for (var done = 0; done < values.Length; done += Block)
        {
            var part = narrow.AsSpan(0, Math.Min(Block, values.Length - done));
            ReadExactly(file, path, MemoryMarshal.AsBytes(part), header.DataStart + entry.Begin + (done * (long)sizeof(ushort)));
            for (var i = 0; i < part.Length; i++)
                values[done + i] = entry.Dtype == "F16"
                    ? (float)BitConverter.UInt16BitsToHalf(part[i])
                    : BitConverter.UInt32BitsToSingle((uint)part[i] << 16);
        }

        ArrayPool<ushort>.Shared.Return(narrow);
        return values;
    }

    private static void ReadExactly(SafeFileHandle file, string path, Span<byte> buffer, long offset)
    {
        while (buffer.Length > 0)
        {
            var got = RandomAccess.Read(file, buffer, offset);
            if (got == 0) throw new WeightsFormatException(path, offset, "the file ends early");
            buffer = buffer[got..];
            offset += got;
        }
    }

    private static byte[] ComposeHeader(IReadOnlyList<WeightTensor> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartObject("__metadata__");
            foreach (var (key, value) in metadata) json.WriteString(key, value);
            json.WriteEndObject();
            var at = 0L;
            foreach (var tensor in tensors)
            {
                json.WriteStartObject(tensor.Name);
                json.WriteString("dtype", "F32");
                WriteIntegers(json, "shape", tensor.Shape);
                var end = at + (tensor.Data.Length * (long)sizeof(float));
                WriteIntegers(json, "data_offsets", [at, end]);
                json.WriteEndObject();
                at = end;
            }

            json.WriteEndObject();
        }

        // Spaces up to the next boundary: the values may then be mapped and used in place.
        var padding = (Alignment - ((SafetensorsHeader.PrefixBytes + buffer.WrittenCount) % Alignment)) % Alignment;
        buffer.GetSpan(padding)[..padding].Fill((byte)' ');
        buffer.Advance(padding);
        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteIntegers(Utf8JsonWriter json, string name, ReadOnlySpan<long> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values) json.WriteNumberValue(value);
        json.WriteEndArray();
    }
}
