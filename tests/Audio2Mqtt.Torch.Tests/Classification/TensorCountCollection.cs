using Xunit;

namespace Audio2Mqtt.Torch.Tests.Classification;

/// <summary>Live tensors are counted for the whole process: nothing may run beside these tests.</summary>
[CollectionDefinition(ClassifierTests.CountsTensors, DisableParallelization = true)]
#pragma warning disable CA1711 // xunit's word for it.
public sealed class TensorCountCollection;
#pragma warning restore CA1711
