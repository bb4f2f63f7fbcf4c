using Xunit;

// Live tensors are counted for the whole process: a test that compares counts must run alone.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
