using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp;

// A tensor in a file: element type, rank, each length (all LEB128), then the elements in row-major order, little-endian.
public static partial class TensorExtensionMethods
{
    // More dimensions than libtorch's own limit: what claims them is no tensor.
    private const int MaxRank = 64;

    /// <exception cref="InvalidOperationException">The tensor is not contiguous.</exception>
    public static void Save(this Tensor tensor, BinaryWriter writer)
    {
        if (!tensor.is_contiguous())
            throw new InvalidOperationException("only contiguous tensors can be saved: save tensor.contiguous()");
        writer.Encode((long)tensor.dtype);
        var lengths = tensor.shape;
        writer.Encode(lengths.Length);
        foreach (var length in lengths)
            writer.Encode(length);
        writer.Flush();
        tensor.WriteBytesToStream(writer.BaseStream);
    }

    /// <summary>Writes to a stream, and closes it.</summary>
    public static void Save(this Tensor tensor, Stream stream)
    {
        using var writer = new BinaryWriter(stream);
        tensor.Save(writer);
    }

    public static void Save(this Tensor tensor, string location)
    {
        using var stream = File.Create(location);
        tensor.Save(stream);
    }

    /// <summary>Reads a saved tensor's elements into this one.</summary>
    /// <exception cref="ArgumentException">Element type or shape differ.</exception>
    public static void Load(this Tensor tensor, BinaryReader reader, bool skip = false)
    {
        var (type, lengths) = ReadHead(reader);
        if (!skip && type != tensor.dtype)
            throw new ArgumentException($"Mismatched tensor data types while loading: the file has {type}, the tensor {tensor.dtype}.");
        if (!skip && !lengths.SequenceEqual(tensor.shape))
            throw new ArgumentException($"Mismatched tensor shape while loading: the file has [{string.Join(", ", lengths)}], the tensor [{string.Join(", ", tensor.shape)}].");
        using var read = ReadElements(reader, type, lengths, skip);
        if (read is null)
            return;
        // Copied rather than read in place: the change is counted, for those who keep what they derived from the tensor.
        using var _ = no_grad();
        tensor.copy_(read);
    }

    /// <summary>Reads a saved tensor; into the given one, unless that is null.</summary>
    public static void Load(ref Tensor? tensor, BinaryReader reader, bool skip = false)
    {
        if (tensor is null)
            tensor = Load(reader, skip);
        else
            tensor.Load(reader, skip);
    }

    /// <summary>Reads a saved tensor (or reads past it, and gives null).</summary>
    public static Tensor Load(BinaryReader reader, bool skip = false)
    {
        var (type, lengths) = ReadHead(reader);
        return ReadElements(reader, type, lengths, skip)!;
    }

    private static (ScalarType Type, long[] Lengths) ReadHead(BinaryReader reader)
    {
        var type = reader.Decode();
        if (type > sbyte.MaxValue || !Enum.IsDefined((ScalarType)type))
            throw new InvalidDataException($"not a saved tensor: {type} is no element type");
        var rank = reader.Decode();
        if (rank > MaxRank)
            throw new InvalidDataException($"not a saved tensor: {rank} dimensions");
        var lengths = new long[rank];
        for (var k = 0; k < rank; k++)
            lengths[k] = reader.Decode();
        return ((ScalarType)type, lengths);
    }

    private static Tensor? ReadElements(BinaryReader reader, ScalarType type, long[] lengths, bool skip)
    {
        var stream = reader.BaseStream;
        var size = SizeInBytes(type, lengths);
        // Garbage lengths must not ask for garbage amounts of memory.
        if (stream.CanSeek && size > stream.Length - stream.Position)
            throw new EndOfStreamException($"the stream ends within a tensor of shape [{string.Join(", ", lengths)}]: it is cut off, or no saved tensor");
        if (!skip)
            return Fill(empty(lengths, dtype: type), stream);
        if (stream.CanSeek)
            stream.Seek(size, SeekOrigin.Current);
        else
            Pass(stream, size);
        return null;
    }

    private static long SizeInBytes(ScalarType type, long[] lengths)
    {
        Int128 spread = type.ElementSize();
        foreach (var length in lengths)
        {
            // Strides are products too: a length of 0 does not excuse the others.
            spread *= Math.Max(length, 1);
            if (spread > long.MaxValue)
                throw new InvalidDataException($"not a saved tensor: its shape is [{string.Join(", ", lengths)}]");
        }

        return lengths.Contains(0) ? 0 : (long)spread;
    }

    private static Tensor Fill(Tensor tensor, Stream stream)
    {
        try
        {
            tensor.ReadBytesFromStream(stream);
            return tensor;
        }
        catch
        {
            tensor.Dispose();
            throw;
        }
    }

    private static void Pass(Stream stream, long size)
    {
        var buffer = new byte[Math.Min(size, 1 << 16)];
        for (; size > 0; size -= Math.Min(size, buffer.Length))
            stream.ReadExactly(buffer, 0, (int)Math.Min(size, buffer.Length));
    }
}
