using System.Text;
using System.Text.Json.Nodes;
using Audio2Mqtt.Torch.Network;
using Audio2Mqtt.Torch.Network.Weights;
using Audio2Mqtt.Torch.Tests.Network.Weights;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Network.Models;

/// <summary>A model that is not as it should be: one line that names the file, what is wrong, and what was expected.</summary>
public sealed class BrokenModelTests : IDisposable
{
    private const int Mutations = 2_500;

    private readonly TemporaryFolder folder = new();
    private readonly string path;

    public BrokenModelTests()
    {
        path = folder.File("m");
        using var model = TestModel.Create();
        model.Save(path);
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Where_no_model_is_one_is_told_how_to_make_it() =>
        Assert.Contains("a2m-torch train", Refusal(folder.File("nowhere")), StringComparison.Ordinal);

    [Theory]
    [InlineData("model.json", "model.json is missing")]
    [InlineData("model.safetensors", "tensors are missing")]
    [InlineData("class_names.txt", "names are missing")]
    public void A_missing_file_is_named(string file, string expected)
    {
        File.Delete(At(file));
        Assert.Contains(expected, Refusal(path), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"format\": 1", "\"format\": 3", "its format is 3, and a2m-torch 0.1.0 reads up to 2; use a newer a2m-torch")]
    [InlineData("\"format\": 1", "\"format\": 1, \"preparation\": {\"denoise\": true}", "a preparation in format 1; it came with format 2")]
    [InlineData("\"format\": 1", "\"format\": 2, \"preparation\": {\"trim_top_db\": 20}", "denoise")]
    [InlineData("\"format\": 1", "\"format\": 2, \"preparation\": {\"denoise\": true, \"trim_top_db\": 0}", "must be in [1, 120]")]
    [InlineData("\"format\": 1", "\"format\": 2, \"preparation\": {\"denoise\": true, \"dereverb\": true}", "dereverb")]
    [InlineData("\"format\": 1", "\"format\": \"1\"", "no 'format'")]
    [InlineData("\"seed\": 7", "\"sead\": 7", "sead")]
    [InlineData("\"seed\": 7", "\"seed\": 7, \"seed\": 8", "seed")]
    [InlineData("\"patch_temperature\": 1.25", "\"patch_temperature\": 0", "the patch temperature 0 is not above 0")]
    [InlineData("\"bins\": 5", "\"bins\": 6", "an embedding of 5 values from 6 bins")]
    [InlineData("\"bins\": 5", "\"bins\": 1", "must be in [2, 4096]")]
    [InlineData("\"high_hz\": 6000", "\"high_hz\": 10", "no frequencies between 20 and 10 Hz")]
    [InlineData("\"dog bark\"", "\"background\"", "the class 'background' stands twice")]
    [InlineData("\"thresholds\": {}", "\"thresholds\": {\"cat\": 0.5}", "a threshold for 'cat'")]
    [InlineData("\"thresholds\": {}", "\"thresholds\": {\"background\": 1.5}", "the threshold 1.5 of 'background'")]
    [InlineData("\"fine_tuned_layers\": 0", "\"fine_tuned_layers\": 3", "fine-tuned layers of a spectrum")]
    [InlineData("\"kind\": \"spectrum\"", "\"kind\": \"yamnet\"", "an embedding of 5 values; YAMNet's has 1024")]
    [InlineData("\"kind\": \"spectrum\"", "\"kind\": \"openl3\"", "kind")]
    [InlineData("{", "[", "not a model's description")]
    public void A_wrong_description_is_told(string from, string to, string expected)
    {
        var text = File.ReadAllText(At("model.json"));
        var at = text.IndexOf(from, StringComparison.Ordinal);
        Assert.True(at >= 0, text);
        File.WriteAllText(At("model.json"), text[..at] + to + text[(at + from.Length)..]);
        var message = Refusal(path);
        Assert.Contains(expected, message, StringComparison.Ordinal);
        Assert.StartsWith(At("model.json"), message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_description_that_leaves_a_key_out_is_told_which()
    {
        var original = File.ReadAllText(At("model.json"));
        foreach (var key in (string[])["classes", "patch_temperature", "clip_temperature", "thresholds", "fine_tuned_layers", "seed", "embedding", "head"])
            Without(key, node => node);
        foreach (var key in (string[])["kind", "size"]) Without(key, node => node["embedding"]!);
        foreach (var key in (string[])["low_hz", "high_hz", "bins", "window_seconds", "is_normalised"]) Without(key, node => node["embedding"]!["spectrum"]!);
        foreach (var key in (string[])["hidden", "dropout"]) Without(key, node => node["head"]!);

        void Without(string key, Func<JsonNode, JsonNode> parent)
        {
            var root = JsonNode.Parse(original)!;
            Assert.True(parent(root).AsObject().Remove(key), key);
            File.WriteAllText(At("model.json"), root.ToJsonString());
            Assert.Contains(key, Refusal(path), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_description_with_null_for_a_value_is_refused()
    {
        var original = File.ReadAllText(At("model.json"));
        foreach (var key in (string[])["classes", "thresholds", "embedding", "head"])
        {
            var root = JsonNode.Parse(original)!;
            root[key] = null;
            File.WriteAllText(At("model.json"), root.ToJsonString());
            _ = Refusal(path);
        }
    }

    [Theory]
    [InlineData("background\ndog bark\n", "2 names where model.json has 3 classes")]
    [InlineData("background\nTürklingel\ndog bark\n", "line 2 is 'Türklingel' where model.json has 'dog bark'")]
    public void Class_names_that_differ_are_told(string names, string expected)
    {
        File.WriteAllText(At("class_names.txt"), names);
        Assert.Contains(expected, Refusal(path), StringComparison.Ordinal);
    }

    [Fact]
    public void A_tensor_of_another_shape_is_told_with_both_shapes()
    {
        ChangeTensors(tensors => tensors.Select(tensor => tensor.Name == "head.layers.dense2.weight" ? new WeightTensor(tensor.Name, [7, 4], tensor.Data) : tensor));
        Assert.Contains("head.layers.dense2.weight is [7, 4] where [4, 7] is expected", Refusal(path), StringComparison.Ordinal);
    }

    [Fact]
    public void A_tensor_too_few_or_too_many_is_told()
    {
        ChangeTensors(tensors => tensors.Skip(1));
        Assert.Contains("the tensor head.input_mean [5] is missing", Refusal(path), StringComparison.Ordinal);
        ChangeTensors(tensors => tensors.Prepend(new("head.input_mean", [5], new float[5])).Append(new("extra", [1], [0])));
        Assert.Contains("a tensor extra that the model does not have", Refusal(path), StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_that_is_not_finite_is_told_with_its_place()
    {
        ChangeTensors(tensors => tensors.Select(tensor =>
        {
            if (tensor.Name == "head.layers.logits.bias") tensor.Data[2] = float.NaN;
            return tensor;
        }));
        Assert.Contains("head.layers.logits.bias has the value NaN at 2", Refusal(path), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(100)]
    [InlineData(-1)]
    public void Truncated_tensors_are_told(int length)
    {
        var bytes = File.ReadAllBytes(At("model.safetensors"));
        File.WriteAllBytes(At("model.safetensors"), bytes[..(length < 0 ? bytes.Length + length : length)]);
        Assert.StartsWith(At("model.safetensors"), Refusal(path), StringComparison.Ordinal);
    }

    [Fact]
    public void A_head_of_many_gigabytes_is_refused_before_it_is_made()
    {
        var text = File.ReadAllText(At("model.json")).Replace("7,", "65536,", StringComparison.Ordinal).Replace("    4\n", "    65536\n", StringComparison.Ordinal);
        Assert.Contains("65536", text, StringComparison.Ordinal);
        File.WriteAllText(At("model.json"), text);
        Assert.Contains("is expected", Refusal(path), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("model.json", 31)]
    [InlineData("model.safetensors", 32)]
    [InlineData("class_names.txt", 33)]
    public void Mutated_files_end_with_a_model_or_with_one_line(string file, int seed)
    {
        var original = File.ReadAllBytes(At(file));
        var random = new Random(seed);
        var (loaded, refused) = (0, 0);
        for (var k = 0; k < Mutations; k++)
        {
            File.WriteAllBytes(At(file), Mutate(original, random));
            try
            {
                SoundModel.Load(path).Dispose();
                loaded++;
            }
            catch (Audio2MqttException error)
            {
                refused++;
                Assert.True(error is ModelException or WeightsFormatException, error.ToString());
                Assert.Contains(path, error.Message, StringComparison.Ordinal);
                Assert.DoesNotContain('\n', error.Message);
            }
        }

        Assert.InRange(refused, Mutations / 4, Mutations);
        Assert.InRange(loaded, 1, Mutations);
    }

    private static byte[] Mutate(byte[] original, Random random)
    {
        var bytes = original.ToList();
        for (var left = random.Next(1, 4); left > 0 && bytes.Count > 0; left--)
        {
            var at = random.Next(bytes.Count);
            var count = Math.Min(random.Next(1, 9), bytes.Count - at);
            switch (random.Next(6))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 2:
                    bytes.RemoveRange(at, count);
                    break;
                case 3:
                    bytes.InsertRange(at, bytes.GetRange(random.Next(bytes.Count - count + 1), count));
                    break;
                case 4: // digits and structure, which the parser looks at
                    bytes[at] = Encoding.ASCII.GetBytes("0123456789-.eE{}[],:\"\\")[random.Next(22)];
                    break;
                default:
                    bytes.RemoveRange(at, random.Next(20) == 0 ? bytes.Count - at : 0);
                    break;
            }
        }

        return [.. bytes];
    }

    private static string Refusal(string path)
    {
        var error = Assert.ThrowsAny<Audio2MqttException>(() => SoundModel.Load(path));
        Assert.DoesNotContain('\n', error.Message);
        return error.Message;
    }

    private string At(string file) => Path.Combine(path, file);

    private void ChangeTensors(Func<IEnumerable<WeightTensor>, IEnumerable<WeightTensor>> change)
    {
        var file = SafetensorsFile.Read(At("model.safetensors"));
        SafetensorsFile.Write(At("model.safetensors"), [.. change(file.Tensors)], file.Metadata);
    }
}
