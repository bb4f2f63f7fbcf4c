using System.Buffers.Binary;
using System.Text;
using Audio2Mqtt.Torch.Network.Weights;
using Xunit;
using Xunit.Abstractions;

namespace Audio2Mqtt.Torch.Tests.Network.Weights;

/// <summary>Foreign bytes: 20,000 mutations of each format end with a result or with one line that names the file, and never take more than
/// four times the file. Only the structure is read, not 15 MB of values each time; the places changed are mostly in it.</summary>
public sealed class WeightsFuzzTests(ITestOutputHelper output) : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(true, 20261)]
    [InlineData(false, 20262)]
    public async Task Mutated_tflite_ends_with_a_result_or_an_error_that_names_the_file(bool lite, int seed)
    {
        var (bytes, metadataEnd) = TfliteFile.Create(lite);
        var archiveStart = bytes.AsSpan().LastIndexOf("PK\u0003\u0004"u8);
        var archive = archiveStart < 0 ? [] : Enumerable.Range(archiveStart, bytes.Length - archiveStart);
        int[] hot = [.. Enumerable.Range(0, metadataEnd), .. archive];
        var fuzzer = new Fuzzer(bytes, hot, seed);

        await fuzzer.RunAsync("fuzzed.tflite", memory =>
        {
            var plan = TfliteReader.Plan(memory, "fuzzed.tflite");
            AppendedLabels.Read(memory, "fuzzed.tflite");
            _ = plan.Tensors[1].Convert();
        });

        output.WriteLine($"{fuzzer.Refused} refused, {fuzzer.Accepted} read");
        Assert.InRange(fuzzer.Refused, 1000, Fuzzer.Count);
        Assert.InRange(fuzzer.Accepted, 1000, Fuzzer.Count);
    }

    [Fact]
    public async Task Mutated_safetensors_ends_with_a_result_or_an_error_that_names_the_file()
    {
        var path = folder.File("fuzzed.safetensors");
        SafetensorsFile.Write(
            path,
            [.. YamnetLayout.Tensors.Select(tensor => new WeightTensor(tensor.Name, [2, 3], new float[6]))],
            new Dictionary<string, string> { ["format"] = "test", ["note"] = "ü\n" });
        var bytes = File.ReadAllBytes(path);
        var headerEnd = 8 + (int)BinaryPrimitives.ReadInt64LittleEndian(bytes);
        var fuzzer = new Fuzzer(bytes, [.. Enumerable.Range(0, headerEnd)], 20263);

        var number = 0;
        await fuzzer.RunAsync(path, memory =>
        {
            var length = SafetensorsHeader.JsonLength(memory.Span, path, memory.Length);
            SafetensorsHeader.Parse(memory.Span.Slice(SafetensorsHeader.PrefixBytes, length), path, memory.Length);

            // What the header allows is read too; now and then, since that goes through the disk.
            if (number++ % 20 != 0) return;
            File.WriteAllBytes(path, memory.Span);
            SafetensorsFile.Read(path);
        });

        output.WriteLine($"{fuzzer.Refused} refused, {fuzzer.Accepted} read");
        Assert.InRange(fuzzer.Refused, 1000, Fuzzer.Count);
        Assert.InRange(fuzzer.Accepted, 100, Fuzzer.Count);
    }

    [Fact]
    public async Task Mutated_tfjs_ends_with_a_result_or_an_error_that_names_the_folder()
    {
        var model = new TfjsModel("uint8");
        var path = folder.File("model.json");
        var json = model.Json;
        var lengths = model.ShardNames.ToDictionary(folder.File, model.LengthOf);
        var fuzzer = new Fuzzer(json, [.. Enumerable.Range(0, json.Length)], 20264);

        // The memory bound counts the shards too, which this never reads; the JSON alone is the stricter measure.
        await fuzzer.RunAsync(folder.Path, memory => TfjsReader.Plan(memory, path, file => lengths.GetValueOrDefault(file, -1)));

        output.WriteLine($"{fuzzer.Refused} refused, {fuzzer.Accepted} read");
        Assert.InRange(fuzzer.Refused, 1000, Fuzzer.Count);
        Assert.InRange(fuzzer.Accepted, 100, Fuzzer.Count);
    }

    [Hdf5Fact]
    public async Task Mutated_h5_ends_with_a_result_or_an_error_that_names_the_file()
    {
        var path = folder.File("fuzzed.h5");
        KerasH5File.Write(path);
        var bytes = File.ReadAllBytes(path);
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
        var fuzzer = new Fuzzer(bytes, StructureOf(bytes), 20265);

        // libhdf5 reads a file, so each mutation is carried to it, and taken back.
        await fuzzer.RunAsync(
            path,
            _ => KerasH5Reader.CheckStructure(path),
            (current, at, count) => RandomAccess.Write(file.SafeFileHandle, current.AsSpan(at, count), at));

        output.WriteLine($"{fuzzer.Refused} refused, {fuzzer.Accepted} read");
        Assert.InRange(fuzzer.Refused, 1000, Fuzzer.Count);
        Assert.InRange(fuzzer.Accepted, 100, Fuzzer.Count);
    }

    // Everything but the values and the unused room: tree nodes, name heaps, groups' nodes, and the object headers that links lead to.
    private static int[] StructureOf(byte[] bytes)
    {
        var places = new List<int>(Enumerable.Range(0, 96));
        AddStructures("TREE", at => 32 + (16 * UInt16(at + 6)));
        AddStructures("HEAP", at =>
        {
            Add((int)Int64(at + 24), (int)Int64(at + 8));
            return 32;
        });
        AddStructures("SNOD", at =>
        {
            var links = UInt16(at + 6);
            for (var link = 0; link < links; link++)
            {
                var header = (int)Int64(at + 16 + (40 * link));
                Add(header, 16 + (int)Int64(header + 8));
            }

            return 8 + (40 * links);
        });
        return [.. places];

        void Add(int at, int count) => places.AddRange(Enumerable.Range(at, count));

        ushort UInt16(int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(at));

        long Int64(int at) => BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(at));

        void AddStructures(string mark, Func<int, int> length)
        {
            var pattern = Encoding.ASCII.GetBytes(mark);
            for (var at = 0; bytes.AsSpan(at).IndexOf(pattern) is >= 0 and var next; at += next + pattern.Length) Add(at + next, length(at + next));
        }
    }
}
